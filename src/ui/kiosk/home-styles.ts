/** How the home screen is laid out: the picture above, what is touched below; side by side where it is wide. */
import { css } from 'lit';

export const homeStyles = css`
  :host {
    display: block;
    min-block-size: 100%;
  }
  .home {
    display: grid;
    grid-template-rows: minmax(min-content, 1fr) auto;
    min-block-size: 100%;
  }
  :host,
  .home {
    block-size: 100%;
  }
  .hero {
    position: relative;
    overflow: hidden;
    background: linear-gradient(var(--sky-1), var(--sky-2) 70%);
  }
  .words {
    position: relative;
    padding: calc(var(--top, 0rem) + var(--s6)) var(--edge) clamp(5rem, 14cqb, 16rem);
  }
  .site {
    font-size: var(--t-xl);
    font-weight: 500;
    letter-spacing: 0.02em;
  }
  h1 {
    margin-block: 0.08em 0.2em;
    font-size: clamp(2.6rem, 10.4cqi, 8rem);
    font-weight: 700;
    letter-spacing: 0.02em;
    line-height: 1.15;
  }
  .when {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.2em 0.9em;
    font-size: var(--t-lg);
  }
  .clock {
    font-size: var(--t-2xl);
    font-weight: 300;
    letter-spacing: 0.02em;
  }
  .choices {
    position: relative;
    z-index: 1;
    display: flex;
    flex-direction: column;
    gap: var(--s5);
    margin-block-start: calc(-1 * var(--r3));
    padding: min(var(--s7), 4cqb) var(--edge) min(var(--s6), 3cqb);
    border-radius: calc(var(--r3) * 1.6) calc(var(--r3) * 1.6) 0 0;
    background: var(--bg);
  }
  .choices h2 {
    font-size: var(--t-2xl);
  }
  .tiles {
    display: grid;
    gap: var(--s5);
  }
  .tiles > li {
    display: grid;
  }
  .choices .tile {
    display: grid;
    grid-template: 'picture text go' auto 'picture minutes go' auto / auto 1fr auto;
    align-items: center;
    align-content: center;
    gap: var(--s3) min(var(--s6), 4cqi);
    min-block-size: min(10.6rem, 13cqb);
    padding: min(var(--s6), 4cqi);
    border-radius: calc(var(--r3) * 1.2);
    box-shadow: var(--shadow-2);
  }
  .picture {
    grid-area: picture;
    display: grid;
    place-items: center;
    inline-size: min(6.4rem, 13cqi);
    block-size: min(6.4rem, 13cqi);
    border-radius: 50%;
    background: var(--accent-soft);
    color: var(--accent-text);
  }
  .text {
    grid-area: text;
    align-self: end;
    display: flex;
    flex-direction: column;
    gap: var(--s1);
  }
  .title {
    font-size: min(var(--t-2xl), 5.4cqi);
    font-weight: 680;
    line-height: 1.25;
    letter-spacing: 0.02em;
  }
  .about {
    color: var(--muted);
    font-size: 1.12rem;
    line-height: 1.5;
  }
  .minutes {
    grid-area: minutes;
    align-self: start;
    display: inline-flex;
    align-items: center;
    gap: 0.4em;
    color: var(--accent-text);
    font-weight: 600;
  }
  .go {
    grid-area: go;
    display: grid;
    place-items: center;
    inline-size: 3.4rem;
    block-size: 3.4rem;
    border-radius: 50%;
    background: var(--accent);
    color: var(--on-accent);
  }
  /* What is read and looked up: quieter than what is filled in. */
  .others {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 13rem), 1fr));
    gap: var(--s3);
  }
  .others > li {
    display: grid;
  }
  .other {
    display: flex;
    align-items: center;
    gap: var(--s4);
    min-block-size: 4.6rem;
    padding: var(--s3) var(--s4);
    border: 1px solid var(--line);
    border-radius: var(--r3);
    background: var(--sunken);
    color: var(--text);
    text-align: start;
    cursor: pointer;
  }
  .other:active {
    transform: scale(0.985);
  }
  .other > .icon {
    flex: none;
    color: var(--accent-text);
  }
  .choices .other .text {
    align-self: center;
    gap: 0;
  }
  .choices .other .title {
    font-size: var(--t-lg);
    font-weight: 620;
  }
  .choices .other .about {
    font-size: var(--t-sm);
  }
  /* Much to choose from: the picture gives way. */
  .many .words {
    padding-block-end: clamp(3rem, 8cqb, 10rem);
  }
  .many .choices {
    gap: var(--s4);
    padding-block-start: min(var(--s6), 3cqb);
  }
  .many .tiles {
    gap: var(--s4);
  }
  .many .choices .tile {
    min-block-size: min(8.4rem, 9cqb);
    padding-block: var(--s4);
  }
  .many .picture {
    inline-size: min(5rem, 11cqi);
    block-size: min(5rem, 11cqi);
    font-size: 0.8em;
  }
  /* More small ones than two rows hold: their names say enough, and everything stays on one screen. */
  .crowded .words {
    padding-block-end: clamp(2rem, 5cqb, 6rem);
  }
  /* The houses stand behind the hour. */
  .many .when {
    text-shadow:
      0 0 0.3em var(--sky-2),
      0 0 0.8em var(--sky-2);
  }
  .crowded .choices .other .about {
    display: none;
  }
  .crowded .other {
    min-block-size: 3.9rem;
  }
  .crowded .others {
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 11rem), 1fr));
  }
  /* Four and more: two columns of upright tiles. */
  @container (min-width: 34rem) {
    :is(.n4, .n5, .n6, .n7, .n8) {
      grid-template-columns: 1fr 1fr;
    }
    .choices :is(.n4, .n5, .n6, .n7, .n8) .tile {
      grid-template: 'picture go' auto 'text text' 1fr 'minutes minutes' auto / 1fr auto;
      align-items: start;
      gap: var(--s3);
      padding: var(--s5);
    }
    :is(.n4, .n5, .n6, .n7, .n8) .picture {
      inline-size: 4.6rem;
      block-size: 4.6rem;
      font-size: 0.75em;
    }
    :is(.n4, .n5, .n6, .n7, .n8) .title {
      font-size: var(--t-xl);
    }
  }
  /* Five and more: three or four rows have to fit. */
  @container (min-width: 34rem) {
    .choices :is(.n5, .n6, .n7, .n8) .tile {
      grid-template: 'picture text' 1fr 'picture minutes' auto / auto 1fr;
      gap: var(--s2) var(--s4);
      padding: var(--s4);
    }
    :is(.n5, .n6, .n7, .n8) .picture {
      align-self: center;
      inline-size: 4rem;
      block-size: 4rem;
      font-size: 0.65em;
    }
    :is(.n5, .n6, .n7, .n8) .about {
      font-size: var(--t-md);
    }
    :is(.n5, .n6, .n7, .n8) .go {
      display: none;
    }
  }
  @container (max-width: 30rem) {
    .choices .tile {
      grid-template: 'picture go' auto 'text text' auto 'minutes minutes' auto / 1fr auto;
      gap: var(--s3);
      padding: var(--s4);
    }
    .picture {
      inline-size: 3.6rem;
      block-size: 3.6rem;
      font-size: 0.6em;
    }
    .title {
      font-size: var(--t-xl);
    }
  }
  /* Wide: side by side. */
  @container (min-aspect-ratio: 5 / 4) {
    .home {
      grid-template: minmax(100%, auto) / minmax(0, 5fr) minmax(0, 6fr);
    }
    .choices {
      justify-content: center;
      margin: 0;
      padding-block-start: var(--top, 0rem);
      border-radius: 0;
      overflow: auto;
    }
    .choices .muted {
      display: none;
    }
    .hero {
      border-radius: 0 calc(var(--r3) * 1.6) 0 0;
    }
    h1 {
      font-size: clamp(2.4rem, 5.5cqi, 6rem);
    }
    .choices .tile {
      min-block-size: 7rem;
      padding: var(--s4) var(--s5);
      gap: var(--s2) var(--s4);
    }
    .picture {
      inline-size: 4.2rem;
      block-size: 4.2rem;
      font-size: 0.7em;
    }
    .title {
      font-size: var(--t-xl);
    }
  }
  :host([low]) .home {
    grid-template-rows: minmax(40cqb, 1fr) auto;
  }
`;
