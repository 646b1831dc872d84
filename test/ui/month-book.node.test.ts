/** A month as a book: every entry on one page, pages and index agree, and every number is accounted for. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compile } from '../../src/form/compile.ts';
import type { Entry } from '../../src/form/entry.ts';
import type { Listed } from '../../src/store/store.ts';
import { happenedBefore } from '../../src/ui/desk/book.ts';
import { bindMonth, rowsAPage } from '../../src/ui/desk/month-book.ts';
import { around, entry, item, procedure, section } from '../form/fixture.ts';

const form = compile(
  procedure(
    [
      section('all', [
        item('name', { type: 'text' }),
        item('at', { type: 'dt', default: 'now', required: true }),
      ]),
    ],
    { number: '{site}-{code}-{date}-{device}{seq:3}', kind: 'register' },
  ),
);
const zone = 'Asia/Shanghai';
let n = 0;
function listed(created: string, seq: number | undefined, rest: Partial<Entry> = {}): Listed {
  const day = created.slice(0, 10).replaceAll('-', '');
  return {
    form,
    pending: false,
    entry: entry({
      id: `0190f2a0-0000-7000-8000-${String(n++).padStart(12, '0')}`,
      created,
      around,
      answers: { at: created },
      ...(seq !== undefined && { number: `XY-F99-${day}-D1${String(seq).padStart(3, '0')}` }),
      ...rest,
    }),
  };
}

describe('a month bound', () => {
  it('has each entry of the month once, in order, on pages that the index names', () => {
    const many = Array.from({ length: rowsAPage * 2 + 1 }, (_, at) =>
      listed(`2026-11-03T01:00:${String(at).padStart(2, '0')}.000Z`, at + 1),
    );
    const others = [
      listed('2026-10-31T15:59:59.000Z', 9),
      // The first of November in China already.
      listed('2026-10-31T16:00:00.000Z', 1),
      listed('2026-11-30T16:00:00.000Z', 1),
    ];
    const book = bindMonth([...many, ...others].toReversed(), '2026-11', zone, 2);
    assert.deepEqual(
      book.days.map(({ day, count, page }) => [day, count, page]),
      [
        ['2026-11-01', 1, 3],
        ['2026-11-03', many.length, 4],
      ],
    );
    assert.deepEqual(
      book.pages.map(({ n: at, day, rows, begin }) => [at, day, rows.length, begin]),
      [
        [3, '2026-11-01', 1, 1],
        [4, '2026-11-03', rowsAPage, 1],
        [5, '2026-11-03', rowsAPage, rowsAPage + 1],
        [6, '2026-11-03', 1, 2 * rowsAPage + 1],
      ],
    );
    assert.deepEqual(
      book.pages.slice(1).flatMap(({ rows }) => rows.map((one) => one.entry.id)),
      many.map((one) => one.entry.id),
    );
    assert.equal(book.count, many.length + 1);
  });
  it('accounts for every number from the first on', () => {
    const gone = { at: '', by: null, reason: '重复' };
    const book = bindMonth(
      [
        listed('2026-11-03T01:00:00.000Z', 2),
        listed('2026-11-03T01:01:00.000Z', 3, { void: gone }),
        listed('2026-11-03T01:02:00.000Z', 6),
        listed('2026-11-04T01:00:00.000Z', 1),
      ],
      '2026-11',
      zone,
      2,
    );
    assert.deepEqual(
      book.series.map(({ first, used, void: voided, gaps }) => [first, used, voided, gaps]),
      [
        [
          'XY-F99-20261103-D1001',
          3,
          1,
          'XY-F99-20261103-D1001 XY-F99-20261103-D1004 XY-F99-20261103-D1005',
        ],
        ['XY-F99-20261104-D1001', 1, 0, ''],
      ],
    );
  });
  it('tells what was written down later than it happened', () => {
    const at = (text: string) => listed('2026-11-03T02:00:00.000Z', 1, { answers: { at: text } });
    assert.equal(happenedBefore(at('2026-11-03T01:30:00.000Z')), undefined);
    assert.equal(happenedBefore(at('2026-11-03T01:29:00.000Z')), '2026-11-03T01:29:00.000Z');
    const late = bindMonth([at('2026-11-02T01:00:00.000Z')], '2026-11', zone, 2);
    assert.equal(late.days[0]?.late, 1);
  });
});
