/**
 * The wording of every problem code, for the person in front of the screen: what is wrong and what to do.
 */
import type { Problem } from '../../spec/problem.ts';
import type { L10n } from '../../spec/procedure.ts';
import { say, words } from './words.ts';

const t = words({
  required: ['请填写这一项', 'Please fill this in'],
  'required-choice': ['请选一项', 'Please choose one'],
  'required-photo': ['请拍一张照片', 'Please take a photo'],
  'required-sign': ['请签名', 'Please sign'],
  'required-check': ['请点“正常”或“异常”', 'Please tap Pass or Fail'],
  'wrong-type': ['填写的内容不对，请检查', 'This does not look right; please check'],
  'wrong-type-int': ['请填整数，例如 12', 'Please enter a whole number, such as 12'],
  'wrong-type-num': ['请填数字，例如 0.35', 'Please enter a number, such as 0.35'],
  'wrong-type-money': ['请填金额，例如 128.50', 'Please enter an amount, such as 128.50'],
  'wrong-type-phone': ['号码不完整，请再看一下', 'This number is not complete; please check'],
  'wrong-type-plate': ['车牌不完整，例如 沪A12345', 'This plate is not complete, e.g. 沪A12345'],
  'wrong-type-date': ['请选一个日期', 'Please choose a date'],
  'wrong-type-time': ['请填时间，例如 08:30', 'Please enter a time, such as 08:30'],
  'wrong-type-dt': ['请填日期和时间', 'Please enter a date and a time'],
  'wrong-type-dur': ['请填时长', 'Please enter a length of time'],
  'too-small': ['不能小于 {min}{unit}', 'Must be at least {min}{unit}'],
  'too-large': ['不能大于 {max}{unit}', 'Must be at most {max}{unit}'],
  'too-long': ['太长了，最多 {max} 个字', 'Too long; at most {max} characters'],
  'too-many': ['最多 {max} 个', 'At most {max}'],
  'not-an-option': [
    '这个选项已经没有了，请重选',
    'This choice is no longer offered; please choose again',
  ],
  'too-few-rows': ['至少要有 {min} 行', 'At least {min} rows are needed'],
  'too-many-rows': ['最多 {max} 行', 'At most {max} rows'],
  constraint: ['不符合要求，请检查', 'This does not meet the rule; please check'],
  'no-such-room': ['没有这个房号，请再看一下', 'There is no such room; please check'],
  'file-empty': ['文件里没有内容', 'The file is empty'],
  'file-too-large': ['文件太大，最多 {max} MB', 'The file is too large; at most {max} MB'],
  'file-too-many-rows': [
    '行数太多，一次最多 {max} 行，请分成几个文件',
    'Too many rows; at most {max} at once. Split the file',
  ],
  'file-old-excel': [
    '这是旧版 Excel（.xls）或加了密码的文件。请用 Excel 或 WPS 打开，另存为 .xlsx（不设密码）再导入',
    'This is an old Excel file (.xls) or has a password. Open it, save it as .xlsx without a password, and import that',
  ],
  'file-unreadable': [
    '这个文件读不懂。请用 Excel 或 WPS 打开，另存为 .xlsx 或 .csv 再导入',
    'This file cannot be read. Open it in a spreadsheet, save it as .xlsx or .csv, and import that',
  ],
  'ref-unchosen': ['请从查到的单子里选一张', 'Choose one of the entries that were found'],
  'link-self': ['不能关联到自己', 'An entry cannot be linked to itself'],
  'room-unfinished': ['房号还没填完', 'The room number is not complete'],
  'same-signer': [
    '不能由同一个人签，请换另一位',
    'The same person cannot sign here; ask somebody else',
  ],
  'wrong-signer': ['这里要由本人签名', 'Only the person named here can sign'],
  'wrong-pin': ['PIN 不对，请重新输入', 'Wrong PIN; please try again'],
  locked: ['输错次数太多，请等 {seconds} 秒再试', 'Too many tries; wait {seconds} seconds'],
  'unknown-staff': [
    '找不到这位同事，请主管在“人员”里核对',
    'We do not know this person; ask your supervisor',
  ],
  'stale-pin': [
    '这台设备太久没联网，请连上网络后再签',
    'This device has been offline too long; connect and try again',
  ],
  offline: ['现在没有网络，联网后再试', 'There is no network now; try again when connected'],
  'server-error': ['服务器没有答应，请稍后再试', 'The server could not do this; try again later'],
  'link-over': [
    '这个链接已过期或停用，请重新发一个',
    'This link has run out or was ended; send a new one',
  ],
  outdated: ['登记表刚更新过，请重新填一次', 'The form has changed; please fill it in again'],
  'wrong-stage': [
    '现在不能这样做：单子已经到了别的步骤',
    'Not possible now: this entry has moved to another step',
  ],
  'wrong-role': ['您的岗位不能做这一步', 'Your role may not do this'],
  guard: ['还不满足这一步的条件', 'What this step needs is not there yet'],
  'unknown-stage': ['没有这个步骤', 'There is no such step'],
  'unknown-entry': ['找不到这张单子', 'This entry cannot be found'],
  'unknown-procedure': ['这台设备还没有这个表单', 'This device does not have this form yet'],
  'bad-signature': ['签名核对不上，请重新签', 'The signature does not verify; please sign again'],
  hidden: ['这一项现在不用填', 'This is not asked now'],
  readonly: ['这一项不能改', 'This cannot be changed'],
  'unknown-item': ['表单里没有这一项', 'The form has no such item'],
  'change-reused': [
    '同一编号的内容不一样，已留下等人核对',
    'The same number came with other content; kept for review',
  ],
  'too-old': ['设备时间相差太多，请核对', 'The device clock is too far off; please check'],
  'too-large-blob': ['文件太大', 'The file is too large'],
  'camera-refused': [
    '没有摄像头权限，可以改选照片',
    'The camera is not allowed; choose a photo instead',
  ],
  'bad-image': ['这张图片打不开，请换一张', 'This picture cannot be read; choose another'],
  'disk-full': ['存储空间不足，没有保存成功', 'The disk is full; this was not saved'],
  'too-often': ['操作太频繁，请等 {seconds} 秒再试', 'Too many tries; wait {seconds} seconds'],
  'bad-proof': ['签名核对不上，请重新签', 'The signature does not verify; please sign again'],
  'bad-code': [
    '代码不对或已过期，请要一个新的',
    'This code is wrong or has expired; ask for a new one',
  ],
  'already-set-up': [
    '这里已经设置过了。请用注册码注册这台设备',
    'This is set up already. Enrol this device with a code',
  ],
  'cross-site': ['这张单子属于别的项目', 'This entry belongs to another site'],
  'inactive-staff': ['这位同事已停用', 'This person is no longer active'],
  malformed: ['内容读不懂，没有收下', 'The content could not be read and was not taken'],
  'no-shift': [
    '现在没有排班，请主管先设好班次',
    'There is no shift now; ask your supervisor to set one',
  ],
  'no-surroundings': [
    '这条记录缺少当时的情况，没有收下',
    'This record lacks its circumstances and was not taken',
  ],
  'not-due': ['还没到做这项的时候', 'This is not due yet'],
  'not-found': ['找不到', 'Not found'],
  'not-here-yet': [
    '前面的记录还没有到，稍后会自动处理',
    'An earlier record has not arrived; it will be handled later',
  ],
  'not-saved': [
    '没有保存成功，请不要关闭页面，告诉主管',
    'Not saved. Keep this page open and tell your supervisor',
  ],
  'not-signed-in': ['请先登录', 'Please sign in first'],
  'not-yet': ['现在还不行', 'Not possible yet'],
  'pass-no-key': [
    '这台设备还没有签发凭证的钥匙，请连一次网络再打印',
    'This device has no key to sign passes with yet; connect once and print again',
  ],
  'pass-long': [
    '物品太多，一张凭证放不下，请分成两张开',
    'Too many things for one pass; issue two',
  ],
  'photo-lost': [
    '照片不在这台设备上了，请重拍',
    'The photo is no longer on this device; please take it again',
  ],
  revoked: ['这台设备已停用，请联系主管', 'This device was switched off; ask your supervisor'],
  'session-over': ['登录已过期，请重新登录', 'Your session is over; please sign in again'],
  'signed-out': ['已退出登录，请重新登录', 'You are signed out; please sign in again'],
  'staff-at-kiosk': ['自助机上不能用员工身份操作', 'Staff cannot act at a kiosk'],
  text: ['请写点内容', 'Please write something'],
  trouble: [
    '服务器出了问题，已保存在本机，稍后会再送',
    'The server has trouble; kept here and sent later',
  ],
  unauthorised: ['这台设备没有权限，请联系主管', 'This device is not allowed; ask your supervisor'],
  unreadable: [
    '服务器的回答读不懂，稍后会再试',
    'The answer could not be read; it will be tried again',
  ],
  'upgrade-needed': ['请先更新到新版本', 'Please update to the new version first'],
  'version-not-newer': ['版本号要比现在的大', 'The version must be newer than the current one'],
  'wrong-device': ['这条记录不是这台设备写的', 'This record was not written by this device'],
  'wrong-procedure': ['表单对不上', 'The form does not match'],
  'wrong-seal': ['加密的内容打不开', 'The sealed content cannot be opened'],
  'wrong-surface': ['这类设备上不能做这件事', 'This kind of device may not do this'],
  unknown: [
    '没有成功（{code}），请重试；还不行就告诉主管',
    'This did not work ({code}). Try again, or tell your supervisor',
  ],
});
type Code = keyof typeof t;
const isCode = (code: string): code is Code => Object.hasOwn(t, code);

const missing: Readonly<Record<string, Code>> = {
  one: 'required-choice',
  many: 'required-choice',
  bool: 'required-choice',
  person: 'required-choice',
  dept: 'required-choice',
  photo: 'required-photo',
  sign: 'required-sign',
  check: 'required-check',
};

const isL10n = (value: unknown): value is L10n =>
  typeof value === 'object' && value !== null && 'zh-CN' in value;

/** Fills in what a wording may name; a text in both languages is said in the current one. */
function params(problem: Problem, type: string | undefined): Record<string, string | number> {
  const filled: Record<string, string | number> = { unit: '', seconds: 60 };
  for (const [name, value] of Object.entries(problem.params ?? {})) {
    if (isL10n(value)) filled[name] = say(value);
    else if (typeof value === 'number')
      filled[name] = type === 'money' && (name === 'min' || name === 'max') ? value / 100 : value;
    else if (typeof value === 'string') filled[name] = value;
  }
  if (filled['unit']) filled['unit'] = ` ${filled['unit']}`;
  filled['code'] = problem.code;
  return filled;
}

/** What to say about a problem. `type`: of the item it is at, for a closer wording. */
export function problemText(problem: Problem, type?: string): string {
  const spoken = problem.params?.['say'];
  if (isL10n(spoken)) return say(spoken);
  const asked = problem.params?.['type'];
  const kind = typeof asked === 'string' ? asked : type;
  // The same code is said of a list that is too long and of a server that was asked too often.
  if (problem.code === 'too-many' && problem.params?.['max'] === undefined)
    return t['too-often'](params(problem, type));
  const closer = problem.code === 'required' ? missing[type ?? ''] : `${problem.code}-${kind}`;
  const code = closer && isCode(closer) ? closer : isCode(problem.code) ? problem.code : 'unknown';
  return t[code](params(problem, type));
}
