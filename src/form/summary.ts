/**
 * How an entry is named and found, from the procedure's `summary` and `facets`.
 */
import type { Answers } from './answers.ts';
import type { Form } from './compile.ts';

export type Locale = 'zh-CN' | 'en';

/** `{name} → {room}` filled in; options by label; empty parts left out without dangling separators. */
export declare function summarise(form: Form, answers: Answers, locale: Locale): string;

export interface Facets {
  readonly room?: string;
  readonly name?: string;
  readonly phone?: string;
  readonly category?: string;
  readonly due?: string;
  readonly assignee?: string;
  readonly dept?: string;
}
export declare function facetsOf(form: Form, answers: Answers): Facets;
