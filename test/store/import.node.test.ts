/**
 * Lists of 20,000 households read in through the real store, sent to a real server, and undone as a whole.
 */
import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { enrol } from '../../src/store/enrol.ts';
import { openStore } from '../../src/store/open.ts';
import type { OpenStore } from '../../src/store/open.ts';
import { cellText } from '../../src/ui/desk/import/cells.ts';
import { ImportTask } from '../../src/ui/desk/import/import-task.ts';
import { rowSaid } from '../../src/ui/desk/import/said.ts';
import { refusedCsv } from '../../src/ui/desk/import/refused.ts';
import { sourceOf } from '../../src/ui/desk/import/source.ts';
import { readWorkbook } from '../../src/ui/desk/import/workbook.ts';
import { Site } from '../e2e/site.ts';
import { asCsv, asXlsx, buildings, inGbk, peopleFile } from './people-file.ts';
import type { PeopleFile } from './people-file.ts';
import { seen as soon } from './sample.ts';

/** Judged: as many as a large estate has. Written, sent and undone: fewer, unless asked for; the way is the same for each batch. */
const many = 20_000;
const written = Number(process.env['IMPORT_ROWS'] ?? 600);
let site: Site;
const opened: OpenStore[] = [];
before(async () => {
  site = await Site.open();
  await site.command('save-site', { buildings });
});
after(async () => {
  for (const store of opened) store.close();
  await site.close();
});

/** What comes after thousands of entries does not come within seconds. */
const seen: typeof soon = (source, fits) => soon(source, fits, 160_000);

let count = 0;
async function desk(): Promise<OpenStore> {
  const database = `import-${process.pid}-${count++}`;
  const code = await site.enrolCode('desk', database);
  const enrolled = await enrol(code, 'desk', 'desk', { base: site.url, database });
  assert.ok(enrolled.ok, JSON.stringify(enrolled));
  const store = await openStore({ database, base: site.url, every: 300 });
  assert.ok(store);
  opened.push(store);
  store.start();
  const supervisor = site.staff.get('supervisor');
  assert.ok(supervisor);
  await seen(store.staff, (list) => list.some(({ id }) => id === supervisor.id));
  const done = await store.signIn(supervisor.id, supervisor.pin);
  assert.ok(done.ok, JSON.stringify(done));
  return store;
}

const drained = (store: OpenStore) =>
  seen(store.sync, ({ waiting, state }) => waiting === 0 && (state === 'idle' || state === 'busy'));
const importsOf = ({ imports }: OpenStore) => {
  assert.ok(imports);
  return imports;
};
const here = async (store: OpenStore): Promise<number> =>
  (await store.imports?.entries('household'))?.length ?? 0;

/** A file, opened as the desk's page does, with everything that it told on the way. */
async function taskOf(
  store: OpenStore,
  file: string,
  bytes: Uint8Array,
  written?: (task: ImportTask) => void,
) {
  const form = await store.form('household');
  const { imports } = store;
  assert.ok(form && imports);
  const told: string[] = [];
  const document = await seen(store.site, (one) => one !== undefined);
  const task: ImportTask = new ImportTask({
    store,
    imports: {
      ...imports,
      async write(...batch) {
        const done = await imports.write(...batch);
        written?.(task);
        return done;
      },
    },
    form,
    file,
    bytes,
    source: sourceOf(await readWorkbook(file, bytes)),
    places: {
      buildings: document?.buildings ?? [],
      departments: [],
      people: [],
      zone: 'Asia/Shanghai',
    },
    changed: () => {
      if (task.progress) told.push(`${task.progress.what} ${task.progress.done}`);
    },
  });
  await task.useSheet(0);
  return { task, told };
}

/** What the list was made to say is what the check finds, row for row. */
function assertVerdicts(task: ImportTask, file: PeopleFile): void {
  const verdicts = task.verdicts ?? [];
  assert.equal(verdicts.length, file.rows.length);
  for (const verdict of verdicts) {
    const wrong = file.refused.get(verdict.row);
    const earlier = file.repeated.get(verdict.row);
    const expected = wrong ? 'refuse' : earlier === undefined ? 'create' : 'skip';
    assert.equal(verdict.kind, expected, `row ${verdict.row}`);
    if (verdict.kind === 'refuse')
      assert.deepEqual([...new Set(verdict.problems.map(({ path }) => path))], [wrong]);
    if (verdict.kind === 'skip') assert.equal(verdict.same, earlier);
  }
}

describe('a list of households', () => {
  it(`${written} rows of a spreadsheet with merged cells: bad rows refused with their reasons, the rest in and sent, all undone`, async () => {
    const store = await desk();
    const file = peopleFile(written, 7);
    const { task, told } = await taskOf(store, '住户.xlsx', await asXlsx(file));
    assert.equal(task.choices.header, 1);
    assert.deepEqual(task.choices.columns, [
      'room#building',
      'room#unit',
      'room#door',
      'owner',
      'phone',
      'use',
      'area',
      'movedIn',
      'remark',
    ]);
    await task.check();
    assertVerdicts(task, file);
    assert.equal(await here(store), 0, 'nothing is written before somebody says so');

    await task.write();
    assert.deepEqual(task.problems, []);
    assert.equal(task.written?.refused.size, 0);
    assert.equal(await here(store), file.good);
    const steps = new Set(told.map((line) => line.split(' ')[0]));
    assert.deepEqual([...steps], ['check', 'write']);
    assert.ok(told.length > 4, 'progress is told on the way');

    const refused = (task.verdicts ?? []).filter(({ kind }) => kind === 'refuse');
    const csv = await refusedCsv(task, refused);
    assert.equal(csv.split('\r\n').length - 2, file.refused.size);
    const [row] = [...file.refused].find(([, what]) => what === 'phone') ?? [];
    const line = csv.split('\r\n').find((each) => each.startsWith(`${row},`));
    assert.match(line ?? '', /联系电话“.*”：号码不完整/);

    await drained(store);
    const past = await seen(importsOf(store).past, (list) => list.length > 0);
    assert.deepEqual(
      past.map(({ file: name, there, undone }) => [name, there, undone]),
      [['住户.xlsx', file.good, 0]],
    );

    await task.undo('导错文件');
    assert.deepEqual(task.undone, { done: file.good, kept: [] });
    assert.equal(await here(store), 0);
    await drained(store);
    const again = await seen(importsOf(store).past, (list) => list[0]?.there === 0);
    assert.equal(again[0]?.undone, file.good);
    const parked = await seen(store.parked, () => true);
    assert.deepEqual(parked, [], 'the server took it all');
  });

  it(`${many} rows: of a spreadsheet, and of CSV in GBK and in UTF-8, the same verdicts`, async () => {
    const store = await desk();
    const file = peopleFile(many, 8);
    const text = asCsv(file);
    const { task, told } = await taskOf(store, '住户.xlsx', await asXlsx(file));
    await task.check();
    assertVerdicts(task, file);
    assert.ok(told.length > 10, 'progress is told on the way');

    const encoded = [
      ['GB18030', inGbk(text.replaceAll(/[“”]/g, "'"))],
      ['UTF-8', new TextEncoder().encode(text)],
    ] as const;
    for (const [encoding, bytes] of encoded) {
      const { head, rows } = sourceOf(await readWorkbook('住户.csv', bytes));
      assert.equal(head.encoding, encoding);
      // Cell for cell what the spreadsheet holds, its merged cells filled: so it is judged alike.
      const cells = (await rows(0, 1, many + 2)).map((row) => row.slice(0, 8).map(cellText));
      const sheet = await task.options.source.rows(0, 1, many + 2);
      assert.deepEqual(
        cells,
        sheet.map((row) => row.slice(0, 8).map(cellText)),
      );
    }
  });
});

describe('a short list', () => {
  const file = peopleFile(120, 3);
  const bytes = new TextEncoder().encode(asCsv(file));

  it('broken off, it goes on where it was; read in again, it repeats nothing', async () => {
    const store = await desk();
    const first = await taskOf(store, 'a.csv', bytes, (task) => task.cancel());
    await first.task.check();
    await first.task.write();
    const part = await here(store);
    assert.ok(part > 0 && part < file.good, `${part}: some of them`);
    await seen(importsOf(store).job, (job) => job === undefined);

    const second = await taskOf(store, 'a.csv', bytes);
    await second.task.check();
    await second.task.write();
    assert.equal(await here(store), file.good);
    assert.equal(second.task.done, file.good - part);

    const third = await taskOf(store, 'a.csv', bytes);
    await third.task.check();
    assert.equal(third.task.count('create'), 0);
    const [past] = await seen(importsOf(store).past, (list) => list.length > 0);
    assert.equal(past?.there, file.good, 'it is one import');
  });

  it('what is here is updated where asked, and put back by the undo; what was changed since stays', async () => {
    const store = await desk();
    const lines = [
      '房号,业主姓名,手机号',
      '20-1-103,样先生,13800000001',
      '20-1-104,样女士,13800000002',
      '20-1-105,样老师,13800000003',
    ];
    const one = await taskOf(store, 'b.csv', new TextEncoder().encode(lines.join('\n')));
    await one.task.check();
    await one.task.write();
    const changed = lines.map((line) => line.replace(/138/, '139'));
    const two = await taskOf(store, 'c.csv', new TextEncoder().encode(changed.join('\n')));
    two.task.useDuplicates('update');
    await two.task.check();
    assert.equal(two.task.count('patch'), 3);
    await two.task.write();
    const phones = async () =>
      Object.fromEntries(
        ((await store.imports?.entries('household')) ?? [])
          .filter(({ answers }) => String(answers['room']).match(/^20-1-010[345]$/))
          .map(({ answers, id }) => [String(answers['room']), { id, phone: answers['phone'] }]),
      );
    const after = await phones();
    assert.equal(after['20-1-0103']?.phone, '13900000001');
    const touched = await store.patch(after['20-1-0104']?.id ?? '', { phone: '13700000002' });
    assert.ok(touched.ok);
    await two.task.undo('列对应错了');
    assert.equal(two.task.undone?.done, 2);
    assert.deepEqual(
      two.task.undone?.kept.map(({ why }) => why),
      ['changed'],
    );
    const back = await phones();
    assert.deepEqual(
      Object.values(back)
        .map(({ phone }) => String(phone))
        .toSorted((a, b) => a.localeCompare(b)),
      ['13700000002', '13800000001', '13800000003'],
    );
  });

  it('of a row every reason is told, and a row that repeats another names it', async () => {
    const store = await desk();
    const text = [
      '房号,业主姓名,手机号,使用情况,入住日期',
      '21-1-105,,123,住人,2020/13/1',
      '21-1-102,样先生,13800000001,出租,2020年1月5日',
      '21-1-102,样先生,13800000001,出租,2020年1月5日',
      '99-1-101,样先生,13800000001,,',
    ].join('\n');
    const { task } = await taskOf(store, 'd.csv', new TextEncoder().encode(text));
    await task.check();
    assert.deepEqual(
      task.verdicts?.map((verdict) => rowSaid(task.form, verdict)),
      [
        '使用情况“住人”：没有这个选项；入住日期“2020/13/1”：请选一个日期；户主姓名：请填写这一项；联系电话“123”：号码不完整，请再看一下',
        '',
        '和第 3 行重复',
        '房号“99-1-101”：没有这个房号，请再看一下',
      ],
    );
  });

  it('an old Excel file, nothing, and nonsense are refused with what to do', async () => {
    const codes = [];
    for (const bytes of [
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]),
      new Uint8Array(),
      Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]),
      new TextEncoder().encode('%PDF-1.7'),
    ])
      codes.push(
        await readWorkbook('x.xls', bytes).then(
          () => 'read',
          (error: { code?: string }) => error.code,
        ),
      );
    assert.deepEqual(codes, ['file-old-excel', 'file-empty', 'file-unreadable', 'file-unreadable']);
  });
});
