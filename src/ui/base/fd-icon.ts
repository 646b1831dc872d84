/** `<fd-icon name="check">`: the icon as an element, where a template function will not do. */
import { LitElement, css } from 'lit';
import { icon } from './icon.ts';
import { base } from './base.ts';

export class FdIcon extends LitElement {
  static override properties = { name: {}, size: {} };
  static override styles = [
    base,
    css`
      :host {
        display: inline-flex;
        line-height: 1;
      }
    `,
  ];
  declare name: string;
  declare size: '' | 'large' | 'huge';

  constructor() {
    super();
    this.name = 'circle';
    this.size = '';
  }

  override render() {
    return icon(this.name, this.size);
  }
}
customElements.define('fd-icon', FdIcon);
declare global {
  interface HTMLElementTagNameMap {
    'fd-icon': FdIcon;
  }
}
