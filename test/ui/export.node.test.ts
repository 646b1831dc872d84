/** What leaves the desk as a file: right types, and nothing of what people typed is ever run. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { readXlsx } from 'hucre/xlsx';
import type { Sheet } from '../../src/ui/desk/export/cells.ts';
import { csvText, safeText } from '../../src/ui/desk/export/csv.ts';
import { xlsxBytes } from '../../src/ui/desk/export/xlsx.ts';
import { readWorkbook } from '../../src/ui/desk/import/workbook.ts';

const attacks = [
  '=1+1',
  '=HYPERLINK("http://example.com","x")',
  '+1+1',
  '-1+1',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  ' =1+1',
  '＝1+1',
];
const sheet: Sheet = {
  name: '统计/11月',
  columns: [
    { label: '房号', type: 'text' },
    { label: '次数', type: 'number' },
    { label: '兑现率', type: 'share' },
    { label: '金额', type: 'money' },
    { label: '日期', type: 'day' },
    { label: '时间', type: 'stamp' },
  ],
  rows: [
    ['1-2-0301', 3, 0.98765, 12.5, '2026-11-24', '2026-11-24 08:30'],
    ['007, "丙"\n第二行', null, null, null, null, null],
    ...attacks.map((text) => [text, 1, 0.5, 0, '2026-11-01', '2026-11-01 00:00'] as const),
  ],
};

describe('CSV', () => {
  it('begins with the mark, and comes back as it went', async () => {
    const bytes = new TextEncoder().encode(csvText(sheet));
    assert.deepEqual(Array.from(bytes.subarray(0, 3)), [0xef, 0xbb, 0xbf]);
    const back = await readWorkbook('a.csv', bytes);
    assert.equal(back.encoding, 'UTF-8');
    const [head, first, second] = back.sheets[0]?.rows ?? [];
    assert.deepEqual(head, ['房号', '次数', '兑现率', '金额', '日期', '时间']);
    assert.deepEqual(first, ['1-2-0301', '3', '0.9877', '12.50', '2026-11-24', '2026-11-24 08:30']);
    assert.equal(second?.[0], '007, "丙"\n第二行');
  });
  it('marks every text that could be a formula, and no other', () => {
    for (const text of attacks) assert.equal(safeText(text)[0], "'", JSON.stringify(text));
    for (const text of ['1-2-0301', '13800000000', 'a=b', '']) assert.equal(safeText(text), text);
  });
});

/** The XML of the sheets: a formula would be an `f` element. */
async function xmlOf(bytes: Uint8Array): Promise<string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let text = '';
  for (let at = 0; view.getUint32(at, true) === 0x04034b50;) {
    const [method, size] = [view.getUint16(at + 8, true), view.getUint32(at + 18, true)];
    const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
    const packed = bytes.slice(from, from + size);
    const plain =
      method === 0
        ? packed
        : new Uint8Array(
            await new Response(
              new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')),
            ).arrayBuffer(),
          );
    text += new TextDecoder().decode(plain);
    at = from + size;
  }
  return text;
}

describe('XLSX', () => {
  it('keeps types, and texts as texts', async () => {
    const bytes = await xlsxBytes([sheet, sheet]);
    const { sheets } = await readXlsx(bytes);
    assert.deepEqual(
      sheets.map(({ name }) => name),
      ['统计 11月', '统计 11月 2'],
    );
    const [, first, second, ...rest] = sheets[0]?.rows ?? [];
    assert.deepEqual(first, [
      '1-2-0301',
      3,
      0.98765,
      12.5,
      new Date('2026-11-24T00:00Z'),
      new Date('2026-11-24T08:30Z'),
    ]);
    assert.equal(second?.[0], '007, "丙"\n第二行');
    assert.deepEqual(
      rest.map(([text]) => text),
      attacks,
    );
    const xml = await xmlOf(bytes);
    assert.match(xml, /<sheetData>/);
    assert.doesNotMatch(xml, /<f[ >/]/);
  });

  it('opens in LibreOffice with the same values', async (context) => {
    const run = promisify(execFile);
    const there = await run('soffice', ['--version']).then(
      () => true,
      () => false,
    );
    if (!there) return context.skip('LibreOffice is not installed');
    const folder = await mkdtemp(join(tmpdir(), 'qiantai-export-'));
    try {
      await writeFile(join(folder, 'a.xlsx'), await xlsxBytes([sheet]));
      const profile = `-env:UserInstallation=file://${folder}/profile`;
      const out = ['--headless', '--convert-to', 'fods', '--outdir', folder];
      await run('soffice', [profile, ...out, join(folder, 'a.xlsx')], { timeout: 120_000 });
      const flat = await readFile(join(folder, 'a.fods'), 'utf8');
      assert.doesNotMatch(flat, /table:formula=/);
      for (const value of [
        'office:value-type="float" office:value="3"',
        'office:value-type="percentage" office:value="0.98765"',
        'office:date-value="2026-11-24"',
        'office:date-value="2026-11-24T08:30:00"',
      ])
        assert.ok(flat.includes(value), value);
      assert.ok(flat.includes('<text:p>=1+1</text:p>'));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
