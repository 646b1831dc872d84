/**
 * What every ledger must do, whatever it is made of: `ledgerContract('SQLite', async () => …)` in a test file registers
 * the tests. They use only the port, so the same run in memory, on SQLite and on PostgreSQL.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { v7 } from 'uuid';
import type { Entry } from '../../src/form/entry.ts';
import type { Change } from '../../src/sync/change.ts';
import type { Ledger, LedgerTx, Source, Write } from '../../src/sync/ports.ts';

export interface LedgerUnderTest {
  readonly ledger: Ledger;
  /** Two sites that exist and are empty. */
  readonly sites: readonly [string, string];
  /** What a desk may pull of the site's `work`: every entry of the test. */
  readonly source: (site: string) => Promise<Source> | Source;
  /** A procedure that exists there, if entries have to name one: `[id, content hash]`. */
  readonly procedure?: readonly [string, string];
  /** A device that exists there, if changes have to come from one. */
  readonly device?: string;
  /** A second door to the same data (another connection, another node); default: the ledger itself. */
  readonly other?: Ledger;
  close?(): Promise<void>;
}

const hash = 'a'.repeat(64);
const at = '2026-11-24T08:00:00.000Z';

/** Makes entries, changes and writes that name the procedure and device which the ledger under test knows. */
function maker({ procedure = ['demo', hash], device = 'D1' }: LedgerUnderTest) {
  const [name, version] = procedure;
  const change = (entry: string, more: Partial<Change> = {}): Change => ({
    id: v7(),
    entry,
    procedure: `${name}@${version}`,
    kind: 'patch',
    base: 0,
    n: 1,
    at,
    author: null,
    device,
    clock: { wall: 0, mono: 0, boot: 'b', offset: 0 },
    ...more,
  });
  const entryAt = (id: string, rev: number, more: Partial<Entry> = {}): Entry => ({
    id,
    procedure: name,
    version,
    rev,
    stage: 'done',
    created: at,
    staged: at,
    updated: at,
    by: null,
    device,
    surface: 'desk',
    answers: { name: `甲${rev}` },
    around: {
      now: at,
      zone: 'Asia/Shanghai',
      surface: 'desk',
      site: { id: 's', name: '示例花园', settings: {} },
    },
    log: [],
    ...more,
  });
  const write = (of: Change, entries: readonly Entry[], more: Partial<Write> = {}): Write => ({
    change: of,
    sent: { hash },
    result: { id: of.id, hash, outcome: 'applied', ...(entries[0] && { rev: entries[0].rev }) },
    entries,
    who: { staff: null, roles: ['visitor'], surface: 'kiosk' },
    ...more,
  });
  return { change, entryAt, write };
}

/** Every feed row's `id@rev`, read in small pages. */
async function readAll(
  source: Source,
  limit = 7,
): Promise<{ seq: number; id: string; rev: number }[]> {
  const rows: { seq: number; id: string; rev: number }[] = [];
  for (let after = 0; ;) {
    const page = await source.read(after, limit);
    for (const item of page.items) {
      if (item.kind === 'entry')
        rows.push({ seq: item.seq, id: item.id, rev: (item.doc as Entry).rev });
    }
    assert.ok(page.to >= after, 'a cursor never goes back');
    if (!page.more) return rows;
    assert.ok(page.to > after, 'a page with more behind it moves the cursor');
    after = page.to;
  }
}

export function ledgerContract(
  name: string,
  make: () => Promise<LedgerUnderTest> | LedgerUnderTest,
): void {
  const test = (title: string, run: (under: LedgerUnderTest) => Promise<void>): void => {
    it(title, async () => {
      const under = await make();
      try {
        await run(under);
      } finally {
        await under.close?.();
      }
    });
  };

  describe(`ledger: ${name}`, () => {
    test('keeps an entry and the result of its change', async (under) => {
      const { ledger, sites } = under;
      const { change, entryAt, write } = maker(under);
      const id = v7();
      const created = change(id, { kind: 'create' });
      const entry = entryAt(id, 1, { number: 'XY-1', conflicts: [], paused: 5 });
      const seqs = await ledger.transaction(sites[0], (tx) => tx.commit([write(created, [entry])]));
      assert.equal(seqs.length, 1);
      assert.ok((seqs[0] ?? 0) > 0);
      await ledger.transaction(sites[0], async (tx) => {
        assert.deepEqual(await tx.entry(id), entry);
        const seen = await tx.seen(created.id);
        assert.deepEqual(seen, {
          hash,
          result: { id: created.id, hash, outcome: 'applied', rev: 1, seq: seqs[0] },
        });
        assert.equal(await tx.seen(v7()), undefined);
        assert.equal(await tx.entry(v7()), undefined);
        assert.equal(await tx.form('nosuch', hash), undefined);
        assert.equal(await tx.current('nosuch'), undefined);
      });
    });

    test('keeps a refusal with its problems, and no feed row', async (under) => {
      const { ledger, sites, source } = under;
      const { change, write } = maker(under);
      const refused = change(v7());
      const problems = [{ code: 'required', path: 'name', params: { least: 1 } }];
      const result = { id: refused.id, hash, outcome: 'rejected' as const, problems };
      const seqs = await ledger.transaction(sites[0], (tx) =>
        tx.commit([write(refused, [], { result })]),
      );
      assert.deepEqual(seqs, [0]);
      const seen = await ledger.transaction(sites[0], (tx) => tx.seen(refused.id));
      assert.deepEqual(seen?.result, { ...result, seq: 0 });
      assert.deepEqual(await readAll(await source(sites[0])), []);
    });

    test('gives each entry of a commit a sequence, in order', async (under) => {
      const { ledger, sites, source } = under;
      const { change, entryAt, write } = maker(under);
      const [a, b, c] = [v7(), v7(), v7()];
      const writes = [
        write(change(a), [entryAt(a, 1), entryAt(b, 1)]),
        write(change(a), []),
        write(change(c), [entryAt(c, 1)]),
      ];
      const seqs = await ledger.transaction(sites[0], (tx) => tx.commit(writes));
      const [first = 0, none, third = 0] = seqs;
      assert.equal(none, 0);
      assert.equal(third, first + 2);
      const rows = await readAll(await source(sites[0]));
      assert.deepEqual(rows, [
        { seq: first, id: a, rev: 1 },
        { seq: first + 1, id: b, rev: 1 },
        { seq: third, id: c, rev: 1 },
      ]);
    });

    test('an entry may change twice in a transaction, another one between', async (under) => {
      const { ledger, sites, source } = under;
      const { change, entryAt, write } = maker(under);
      const [cause, target] = [v7(), v7()];
      await ledger.transaction(sites[0], (tx) =>
        tx.commit([write(change(cause), [entryAt(cause, 1), entryAt(target, 1)])]),
      );
      const seqs = await ledger.transaction(sites[0], (tx) =>
        tx.commit([
          write(change(cause, { kind: 'move' }), [entryAt(cause, 2)]),
          write(change(target, { kind: 'move', cause: 'effect:a', parent: cause }), [
            entryAt(target, 2),
          ]),
          write(change(cause, { kind: 'note' }), [entryAt(cause, 3)]),
        ]),
      );
      const [first = 0] = seqs;
      assert.deepEqual(seqs, [first, first + 1, first + 2]);
      assert.deepEqual(await readAll(await source(sites[0])), [
        { seq: first + 1, id: target, rev: 2 },
        { seq: first + 2, id: cause, rev: 3 },
      ]);
    });

    test('a document comes once, with its newest state and sequence', async (under) => {
      const { ledger, sites, source } = under;
      const { change, entryAt, write } = maker(under);
      const [a, b] = [v7(), v7()];
      for (const entry of [entryAt(a, 1), entryAt(b, 1), entryAt(a, 2)])
        await ledger.transaction(sites[0], (tx) => tx.commit([write(change(entry.id), [entry])]));
      const rows = await readAll(await source(sites[0]));
      assert.deepEqual(
        rows.map(({ id, rev }) => [id, rev]),
        [
          [b, 1],
          [a, 2],
        ],
      );
      const last = rows.at(-1)?.seq ?? 0;
      const nothing = await (await source(sites[0])).read(last, 10);
      assert.deepEqual(nothing, { items: [], to: last, more: false });
    });

    test('a transaction that throws leaves nothing', async (under) => {
      const { ledger, sites, source } = under;
      const { change, entryAt, write } = maker(under);
      const id = v7();
      const lost = change(id, { kind: 'create' });
      const held = change(id);
      const failing = ledger.transaction(sites[0], async (tx) => {
        const result = { id: held.id, hash, outcome: 'held' as const };
        await tx.commit([
          write(lost, [entryAt(id, 1)]),
          write(held, [], { result, waitsFor: lost.id }),
        ]);
        throw new Error('after commit');
      });
      await assert.rejects(failing, /after commit/);
      await ledger.transaction(sites[0], async (tx) => {
        assert.equal(await tx.entry(id), undefined);
        assert.equal(await tx.seen(lost.id), undefined);
        assert.deepEqual(await tx.heldFor(id), []);
      });
      const kept = entryAt(id, 1);
      const [seq] = await ledger.transaction(sites[0], (tx) => tx.commit([write(lost, [kept])]));
      assert.deepEqual(await readAll(await source(sites[0])), [{ seq, id, rev: 1 }]);
    });

    test('holds a change, hands it back for its entry and what it waits for, and releases it', async (under) => {
      const { ledger, sites } = under;
      const { change, entryAt, write } = maker(under);
      const [entry, parent] = [v7(), v7()];
      const [one, two] = [change(entry, { set: { name: '乙' } }), change(entry, { n: 2 })];
      const sealed = {
        id: one.id,
        n: 1,
        sealed: { suite: 'p256-sha256-aes256gcm' as const, key: 'k1', enc: 'e', text: 't' },
      };
      const hold = (of: Change, waitsFor: string, sent: Write['sent']): Write =>
        write(of, [], { sent, waitsFor, result: { id: of.id, hash, outcome: 'held' } });
      await ledger.transaction(sites[0], (tx) => tx.commit([hold(one, parent, { hash, sealed })]));
      await ledger.transaction(sites[0], (tx) => tx.commit([hold(two, one.id, { hash })]));

      await ledger.transaction(sites[0], async (tx) => {
        const held = await tx.heldFor(entry);
        assert.deepEqual(
          held.map((row) => row.change),
          [one, two],
        );
        assert.deepEqual(held[0]?.sent, { hash, sealed });
        assert.deepEqual(held[0]?.who, { staff: null, roles: ['visitor'], surface: 'kiosk' });
        assert.deepEqual(
          (await tx.heldFor(parent)).map((row) => row.change.id),
          [one.id],
        );
        assert.equal((await tx.seen(one.id))?.result.outcome, 'held');
      });
      const [past, future] = ['1970-01-01T00:00:00.000Z', '2999-01-01T00:00:00.000Z'];
      assert.deepEqual(await ledger.heldSince(sites[0], future, '', 10), [entry]);
      assert.deepEqual(await ledger.heldSince(sites[0], future, entry, 10), []);
      assert.deepEqual(await ledger.heldSince(sites[0], past, '', 10), []);
      assert.deepEqual(await ledger.heldSince(sites[1], future, '', 10), []);

      await ledger.transaction(sites[0], (tx) => tx.commit([write(one, [entryAt(entry, 1)])]));
      await ledger.transaction(sites[0], async (tx) => {
        assert.deepEqual(
          (await tx.heldFor(entry)).map((row) => row.change.id),
          [two.id],
        );
        assert.equal((await tx.seen(one.id))?.result.outcome, 'applied');
      });
    });

    test('counts on: read, add one, write, by many at once, loses none', async (under) => {
      const { ledger, sites, other = ledger } = under;
      const { change, entryAt, write } = maker(under);
      const id = v7();
      const create = change(id, { kind: 'create' });
      await ledger.transaction(sites[0], (tx) => tx.commit([write(create, [entryAt(id, 1)])]));
      const raise = async (tx: LedgerTx): Promise<void> => {
        const entry = await tx.entry(id);
        await tx.commit([write(change(id), [entryAt(id, (entry?.rev ?? 0) + 1)])]);
      };
      const doors = [ledger, other] as const;
      await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          doors[i % 2 === 0 ? 0 : 1].transaction(sites[0], raise),
        ),
      );
      const entry = await ledger.transaction(sites[0], (tx) => tx.entry(id));
      assert.equal(entry?.rev, 21);
    });

    test('the same change twice at once is stored once', async (under) => {
      const { ledger, sites, source, other = ledger } = under;
      const { change, entryAt, write } = maker(under);
      const id = v7();
      const create = change(id, { kind: 'create' });
      const once = async (tx: LedgerTx): Promise<boolean> => {
        if (await tx.seen(create.id)) return false;
        await tx.commit([write(create, [entryAt(id, 1)])]);
        return true;
      };
      const doors = [ledger, other, ledger, other];
      const stored = await Promise.all(doors.map((door) => door.transaction(sites[0], once)));
      assert.equal(stored.filter(Boolean).length, 1);
      assert.equal((await readAll(await source(sites[0]))).length, 1);
    });

    test('a reader who follows the feed while many write misses nothing', async (under) => {
      const { ledger, sites, source, other = ledger } = under;
      const { change, entryAt, write } = maker(under);
      const ids = Array.from({ length: 60 }, () => v7());
      const doors = [ledger, other] as const;
      let writing = true;
      const writers = Promise.all(
        ids.map((id, i) =>
          doors[i % 2 === 0 ? 0 : 1].transaction(sites[0], async (tx) => {
            await tx.entry(id);
            await new Promise((resolve) => setTimeout(resolve, (i * 7) % 5));
            await tx.commit([write(change(id, { kind: 'create' }), [entryAt(id, 1)])]);
          }),
        ),
      ).finally(() => (writing = false));
      const found: string[] = [];
      const seqs: number[] = [];
      let after = 0;
      const follow = async (): Promise<boolean> => {
        const page = await (await source(sites[0])).read(after, 4);
        for (const item of page.items)
          if (item.kind === 'entry') {
            found.push(item.id);
            seqs.push(item.seq);
          }
        after = page.to;
        return page.more;
      };
      while (writing) {
        await follow();
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      await writers;
      while (await follow());
      assert.deepEqual([...found].sort(), [...ids].sort());
      assert.deepEqual(
        seqs,
        [...seqs].sort((a, b) => a - b),
      );
      const gaps = seqs.filter((seq, i) => i > 0 && seq !== (seqs[i - 1] ?? 0) + 1);
      assert.deepEqual(gaps, [], 'the sequence has no gaps');
    });

    test('two sites share nothing', async (under) => {
      const { ledger, sites, source } = under;
      const { change, entryAt, write } = maker(under);
      const id = v7();
      const create = change(id, { kind: 'create' });
      const seqs = [];
      for (const site of sites) {
        assert.equal(await ledger.transaction(site, (tx) => tx.entry(id)), undefined);
        assert.equal(await ledger.transaction(site, (tx) => tx.seen(create.id)), undefined);
        const mine = entryAt(id, 1, { answers: { name: site } });
        seqs.push(await ledger.transaction(site, (tx) => tx.commit([write(create, [mine])])));
      }
      for (const site of sites) {
        const entry = await ledger.transaction(site, (tx) => tx.entry(id));
        assert.deepEqual(entry?.answers, { name: site });
        assert.equal((await readAll(await source(site))).length, 1);
      }
    });
  });
}
