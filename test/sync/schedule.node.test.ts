import assert from 'node:assert/strict';
import { it } from 'node:test';
import { scheduledId } from '../../src/sync/schedule.ts';

it('two devices give one slot one id, and other slots others', () => {
  const id = scheduledId('opening', 's1', '2026-11-24/early');
  // Entries that exist have such ids: this one may never change.
  assert.equal(id, 'b1955012-bf9e-574d-8717-ccd48f865d8d');
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const others = [
    scheduledId('opening', 's1', '2026-11-24/late'),
    scheduledId('opening', 's2', '2026-11-24/early'),
    scheduledId('opening/s1', '', '2026-11-24/early'),
    scheduledId('closing', 's1', '2026-11-24/early'),
  ];
  assert.equal(new Set([id, ...others]).size, 5);
});
