/**
 * What this telephone remembers of a link: whom it has announced, what is not sent yet, and the form as it last was, so
 * that it opens in a lift. On this telephone only.
 */
import type { Answers } from '../../form/answers.ts';
import type { Problem } from '../../spec/problem.ts';
import type { Opened } from './ask.ts';

export interface Announced {
  readonly id: string;
  readonly hash: string;
  readonly answers: Answers;
  readonly sent: boolean;
  /** Why the server will not have it. */
  readonly problem?: Problem;
}
export interface Book {
  readonly announced: readonly Announced[];
  readonly opened?: Opened;
}

const most = 50;
const keyOf = (token: string): string => `qiantai-guest ${token.split('.')[1] ?? ''}`;

export function readBook(token: string): Book {
  try {
    const text = localStorage.getItem(keyOf(token));
    return text ? (JSON.parse(text) as Book) : { announced: [] };
  } catch {
    return { announced: [] };
  }
}

/** False: this browser keeps nothing (private mode, full). */
export function writeBook(token: string, book: Book): boolean {
  try {
    localStorage.setItem(
      keyOf(token),
      JSON.stringify({ ...book, announced: book.announced.slice(0, most) }),
    );
    return true;
  } catch {
    return false;
  }
}
