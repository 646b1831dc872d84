import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { clock, openKit, type Kit } from './kit.ts';

const token = '0123456789abcdef0123';

describe('metrics', () => {
  let kit: Kit;
  before(async () => {
    kit = await openKit({ METRICS_TOKEN: token });
    await kit.setUp();
  });
  after(async () => {
    clock.ahead = 0;
    await kit.close();
  });

  it('are for whoever has the token, and for nobody where there is none', async () => {
    assert.equal(await kit.refusal('GET', '/metrics'), '401 unauthorised');
    assert.equal(await kit.refusal('GET', '/metrics', { token: `${token}x` }), '401 unauthorised');
    const other = await openKit();
    assert.equal(await other.refusal('GET', '/metrics', { token: '' }), '404 not-found');
    await other.close();
  });

  it('count changes by what became of them, and numbers that never came', async () => {
    const { desk, supervisor } = kit;
    const author = await kit.author(supervisor, desk);
    const first = kit.create(desk, author);
    kit.create(desk, author);
    const third = kit.create(desk, author);
    await kit.push(desk, [first, { ...third, set: {} }]);
    clock.ahead += 2 * 3_600_000;
    const reply = await kit.request('GET', '/metrics', { token });
    const text = await reply.text();
    assert.match(text, /^qiantai_changes_total\{site="\w+",outcome="applied"\} 1$/m);
    assert.match(text, /^qiantai_changes_total\{site="\w+",outcome="rejected"\} 1$/m);
    assert.match(
      text,
      new RegExp(`^qiantai_device_missing_changes{.*device="${desk.id}"} 1$`, 'm'),
    );
    assert.match(text, /^qiantai_requests_total\{route="\/api\/sync\/push",.*status="200"\} 1$/m);
    assert.match(text, /^qiantai_device_seen_seconds\{.*\} \d+$/m);
    for (const personal of [supervisor.name, supervisor.id, '示例包裹'])
      assert.ok(!text.includes(personal), personal);
    assert.ok(kit.lines.some((line) => line.includes('"event":"changes-missing"')));
  });
});
