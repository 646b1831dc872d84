/**
 * Which line of the front desk's work is served by which procedures, and which tests show it: `docs/coverage.md`, written
 * by `npm run docs` from what procedures say in `covers`, from the stories and from the end-to-end tests.
 */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Procedure } from '../src/spec/procedure.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Lines by their number, named shortly; `shown` are tests of what is no form but a screen. */
interface Line {
  readonly zh: string;
  readonly en: string;
  readonly shown?: readonly string[];
}
const line = (zh: string, en: string, ...shown: string[]): Line => ({ zh, en, shown });
export const lines: readonly Line[] = [
  line('总则', 'What the desk is for', 'test/e2e/desk.e2e.test.ts'),
  line('仪容', 'Appearance'),
  line('环境准备', 'The place made ready'),
  line('设备资料准备', 'Equipment and papers made ready'),
  line('接班', 'Taking over'),
  line('迎宾', 'Greeting', 'test/e2e/kiosk-services.e2e.test.ts'),
  line('倾听记录', 'Listening, writing down', 'test/e2e/desk.e2e.test.ts'),
  line('解答与约定', 'Answers and promises'),
  line('指引陪同', 'Showing the way', 'test/e2e/kiosk-services.e2e.test.ts'),
  line('核对身份资料', 'Checking who and what'),
  line('告知流程', 'Saying how it goes'),
  line('按步按时办理', 'Step by step, in time'),
  line('归档', 'Filing'),
  line('接电话', 'The telephone'),
  line('发通知', 'Notices'),
  line('部门协调', 'Between departments'),
  line('判断险情', 'Judging an emergency'),
  line('记录上报险情', 'Reporting an emergency'),
  line('安抚疏导', 'Calming and guiding'),
  line('梳理未结', 'What is left open'),
  line('整理单据', 'Putting papers in order'),
  line('收拾环境', 'Tidying up'),
  line('清点物品', 'Counting things'),
  line('断电检查', 'Power off'),
  line('交班', 'Handing over'),
  line('来访接待', 'Visitors'),
  line('来电接待', 'Callers'),
  line('满意与跟踪', 'Satisfaction and follow-up'),
  line('上传下达', 'Up and down the line'),
  line('诉求受理', 'Cases taken in'),
  line('活动会议', 'Events and meetings'),
  line('与各部门沟通', 'Talking with departments'),
  line('日常维护', 'Upkeep'),
  line('办公用品', 'Supplies'),
  line('文件与钥匙', 'Documents and keys'),
  line('填写台账', 'Keeping the books'),
  line('大堂秩序', 'Order in the lobby'),
  line('留意安全', 'Watching for danger'),
  line('协助各部门', 'Helping others'),
  line('统计报表', 'Figures and reports'),
  line('汇报建议', 'Reports and ideas'),
  line('结语', 'The customer first', 'test/e2e/kiosk-services.e2e.test.ts'),
];
export const numberOf = (at: number): string => `S${String(at).padStart(2, '0')}`;

export interface Covered {
  readonly number: string;
  readonly line: Line;
  readonly procedures: readonly Procedure[];
  readonly stories: readonly string[];
  readonly tests: readonly string[];
}

/** Works with every procedure, and says so once. */
const everyForm = 'test/e2e/every-form.e2e.test.ts';

/** Whether a test's text works with a procedure: it names its id or code, or a title long enough to be nothing else. */
const worksWith = (text: string, { id, code, title }: Procedure): boolean =>
  [`'${id}'`, `new/${id}'`, `/${id}/`, `-${code}-`].some((sign) => text.includes(sign)) ||
  (title['zh-CN'].length > 3 && text.includes(title['zh-CN']));

export function coverage(): readonly Covered[] {
  const named = (pattern: string) => globSync(pattern, { cwd: root }).sort();
  const procedures = named('public/procedures/*.json')
    .filter((path) => basename(path) !== 'options.json')
    .map((path) => JSON.parse(read(path)) as Procedure);
  const stories = named('test/stories/*.json').map((path) => ({
    path,
    procedure: (JSON.parse(read(path)) as { procedure: unknown }).procedure,
  }));
  const tests = named('test/e2e/*.e2e.test.ts')
    .filter((path) => path !== everyForm)
    .map((path) => ({ path, text: read(path) }));
  return lines.map((each, at) => {
    const serving = procedures.filter(({ covers }) => covers.includes(numberOf(at)));
    const ids = serving.map(({ id }): unknown => id);
    const working = tests.filter(({ text }) => serving.some((one) => worksWith(text, one)));
    return {
      number: numberOf(at),
      line: each,
      procedures: serving,
      stories: stories.filter(({ procedure }) => ids.includes(procedure)).map(({ path }) => path),
      tests: [...new Set([...(each.shown ?? []), ...working.map(({ path }) => path)])],
    };
  });
}

/** `docs/coverage.md` as it should be. */
export function coverageText(): string {
  const link = (path: string, text = basename(path).replace(/(\.e2e\.test)?\.\w+$/, '')) =>
    `[${text}](../${path})`;
  const rows = coverage().map(({ number, line: { zh, en }, procedures, stories, tests }) => {
    const forms = procedures.map(({ id, title }) =>
      link(`public/procedures/${id}.json`, `${title['zh-CN']} \`${id}\``),
    );
    return `| ${number} | ${zh} · ${en} | ${forms.join('<br>')} | ${stories.map((path) => link(path)).join('<br>')} | ${tests.map((path) => link(path)).join('<br>')} |`;
  });
  return `# What covers what

Each line of a front desk's work, the procedures that serve it, their stories (JSON, run in Node and in Chromium) and the
tests that walk through it in a real browser against a real server. Every procedure is also opened, filled in and sent on
each surface that offers it by [every-form](../${everyForm}). Written by \`npm run docs\`.

<!-- prettier-ignore -->
| line | name | procedures | stories | end to end |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}
