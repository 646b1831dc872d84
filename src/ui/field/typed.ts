/**
 * Keeps what a person is typing in an input while the answer behind it is another form of the same value: `1.50` stays
 * `1.50` though 150 fen are kept. The input is rewritten only when its text no longer means the answer.
 */
import { noChange } from 'lit';
import { Directive, directive, PartType } from 'lit/directive.js';
import type { ElementPart, PartInfo } from 'lit/directive.js';
import type { Json } from '../../spec/json.ts';

class Typed extends Directive {
  constructor(info: PartInfo) {
    super(info);
    if (info.type !== PartType.ELEMENT) throw new Error('typed() stands inside an input tag');
  }
  render(
    _value: Json | undefined,
    _parse: (text: string) => Json | undefined,
    _text: string,
  ): unknown {
    return noChange;
  }
  override update(
    part: ElementPart,
    [value, parse, text]: [Json | undefined, (text: string) => Json | undefined, string],
  ): unknown {
    const input = part.element as HTMLInputElement | HTMLTextAreaElement;
    if (input.value !== text && parse(input.value) !== (value ?? undefined)) input.value = text;
    return noChange;
  }
}

/** `value`: the answer; `parse`: what a text would answer; `text`: how the answer is written. */
export const typed = directive(Typed);
