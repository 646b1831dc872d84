/** Looks of a chosen entry, and of those that are offered while one types. */
import { css } from 'lit';

export const refStyles = css`
  fd-code {
    display: contents;
  }
  .ref-chosen {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s2) var(--s3);
    min-block-size: var(--control);
    padding: var(--s1) var(--s3);
    border: 1px solid var(--line);
    border-radius: var(--r2);
    background: var(--sunken);
  }
  .ref-chosen > a {
    display: flex;
    align-items: center;
    gap: var(--s2);
    flex: 1 1 12rem;
    min-block-size: var(--control-small);
    color: var(--text);
  }
  /* Over what follows: it closes when a finger goes elsewhere, and nothing may move away under that finger. */
  .ref-drop {
    position: relative;
  }
  .ref-drop > * {
    position: absolute;
    inset-inline: 0;
    z-index: 2;
    margin-block-start: var(--s1);
  }
  .ref-drop > .hint {
    padding: var(--s2) var(--s3);
    border: 1px solid var(--line);
    border-radius: var(--r2);
    background: var(--surface);
    box-shadow: var(--shadow-2);
  }
  .ref-hits {
    max-block-size: 22rem;
    overflow-y: auto;
    border: 1px solid var(--line);
    border-radius: var(--r2);
    background: var(--surface);
    box-shadow: var(--shadow-2);
  }
  .ref-hits:empty {
    display: none;
  }
  .ref-hit {
    display: flex;
    align-items: center;
    gap: var(--s3);
    min-block-size: var(--control);
    padding: var(--s1) var(--s3);
    cursor: pointer;
  }
  .ref-hit + .ref-hit {
    border-block-start: 1px solid var(--line);
  }
  .ref-hit:hover {
    background: var(--hover);
  }
  .ref-hit[aria-selected='true'] {
    background: var(--accent-soft);
  }
`;
