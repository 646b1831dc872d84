/** `room`: the element keeps what is chosen before the number is whole. */
import { html } from 'lit';
import type { ItemOf } from '../../spec/procedure.ts';
import type { FieldContext } from './context.ts';
import './fd-room.ts';

export const room = (c: FieldContext<ItemOf<'room'>>) => html`<fd-room .context=${c}></fd-room>`;
