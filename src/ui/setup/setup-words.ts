/** What the set-up screens say. */
import { words } from '../words/words.ts';

export const t = words({
  product: ['前台', 'Qiantai'],
  checking: ['正在联系服务器…', 'Asking the server…'],
  language: ['English', '中文'],
  step: ['第 {n} 步，共 2 步', 'Step {n} of 2'],

  firstTitle: ['设置您的项目', 'Set up your site'],
  firstLead: [
    '大约两分钟。先告诉我们项目和主管是谁，再给这台设备安排用途。',
    'About two minutes: name the site and its supervisor, then say what this device is for.',
  ],
  siteName: ['项目名称', 'Site name'],
  siteNameHint: ['例如：云栖花园', 'e.g. Cloud Garden'],
  siteCode: ['项目简称', 'Short code'],
  siteCodeHint: ['1–8 个字母或数字，例如 YQ', '1–8 letters or digits, e.g. YQ'],
  supervisor: ['主管姓名', 'Supervisor’s name'],
  pin: ['主管 PIN（6 位数字）', 'Supervisor’s PIN (6 digits)'],
  pinHint: [
    '登录和签名都要用。请现在记下来，之后不再显示。',
    'Used to sign in and to sign. Write it down now; it is not shown again.',
  ],
  otherPin: ['换一个', 'Another'],
  weakPin: ['这个 PIN 太容易猜，请换一个', 'This PIN is too easy to guess; choose another'],
  badPin: ['PIN 是 6 位数字', 'The PIN has 6 digits'],
  badSiteCode: ['简称是 1–8 个字母或数字', 'The code has 1–8 letters or digits'],
  missing: ['请填写这一项', 'Please fill this in'],
  noted: ['我已记下 PIN', 'I have written down the PIN'],
  notNoted: ['请先记下 PIN，再勾选', 'Write down the PIN, then tick this'],
  setupCode: ['启动代码', 'Set-up code'],
  setupCodeHint: [
    '服务器启动时印在窗口里的网址，# 后面的那一段',
    'In the address the server printed when it started, after the #',
  ],
  next: ['下一步', 'Next'],
  working: ['请稍候…', 'One moment…'],

  deviceTitle: ['这台设备用来做什么？', 'What is this device for?'],
  deviceLead: ['以后可以由主管更换。', 'A supervisor can change this later.'],
  kiosk: ['访客自助机', 'Visitor kiosk'],
  kioskAbout: [
    '放在大堂，访客自己登记、取件、报修',
    'In the lobby: visitors sign in, collect parcels, report repairs',
  ],
  tablet: ['员工平板', 'Staff tablet'],
  tabletAbout: ['随身带着：巡检、任务、交接班', 'Carried around: checks, tasks, handover'],
  desk: ['前台电脑', 'Desk PC'],
  deskAbout: ['接电话、登记、查询、报表', 'Calls, records, search, reports'],
  deviceName: ['设备名称', 'Device name'],
  deviceNameHint: ['写清楚放在哪里，例如：东门大堂', 'Say where it stands, e.g. East lobby'],
  enrol: ['开始使用这台设备', 'Start using this device'],
  done: ['好了，正在打开…', 'Done; opening…'],
  notDesk: [
    '其他设备要在“前台电脑”上添加，建议先设一台前台电脑。已经设成别的也没关系：重新启动服务器，它会印出前台电脑用的网址。',
    'Other devices are added on a desk PC, so a desk PC is best set up first. Otherwise restart the server later: it then prints the address for a desk PC.',
  ],
  codeRules: [
    '注册码里已写明用途和名称的，以注册码为准。',
    'Where the code already says what the device is for, the code counts.',
  ],

  codeTitle: ['注册这台设备', 'Enrol this device'],
  codeLead: ['这个浏览器还没有加入任何项目。', 'This browser does not belong to a site yet.'],
  how: ['怎么拿到注册码', 'How to get a code'],
  how1: [
    '请主管在前台电脑上打开“设备”，点“添加设备”。',
    'Ask a supervisor to open Devices on the desk PC and tap Add device.',
  ],
  how2: [
    '用这台设备扫屏幕上的二维码，或在下面输入注册码。',
    'Scan the code on that screen with this device, or type it below.',
  ],
  how3: ['注册码十分钟内有效，只能用一次。', 'A code works once, for ten minutes.'],
  code: ['注册码', 'Code'],
  goOn: ['继续', 'Continue'],
  retry: ['重试', 'Try again'],
  kioskName: ['大堂自助机', 'Lobby kiosk'],
  tabletName: ['员工平板', 'Staff tablet'],
  deskName: ['前台电脑', 'Desk PC'],
});
