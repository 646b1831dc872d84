import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { seriesOf, type Numbered } from '../../src/form/serial.ts';

const given = (number: string, more: Partial<Numbered> = {}): Numbered => ({
  number,
  pattern: '{site}-{code}-{date}-{device}{seq:3}',
  title: '放行条',
  void: false,
  ...more,
});

describe('printed numbers of a shift', () => {
  it('are one line a device and procedure, with what is void and what nothing bears', () => {
    const lines = seriesOf([
      given('XY-F05-20261124-D1009'),
      given('XY-F05-20261124-D1006', { void: true }),
      given('XY-F05-20261124-D1007'),
      given('XY-F05-20261124-K2001'),
    ]);
    assert.deepEqual(lines, [
      {
        id: 'XY-F05-20261124-D1',
        title: '放行条',
        first: 'XY-F05-20261124-D1006',
        last: 'XY-F05-20261124-D1009',
        used: 3,
        void: 1,
        missing: 1,
        gaps: 'XY-F05-20261124-D1008',
      },
      {
        id: 'XY-F05-20261124-K2',
        title: '放行条',
        first: 'XY-F05-20261124-K2001',
        last: 'XY-F05-20261124-K2001',
        used: 1,
        void: 0,
        missing: 0,
        gaps: '',
      },
    ]);
  });

  it('say nothing where the running number cannot be told from the device’s code', () => {
    assert.deepEqual(seriesOf([given('XY-D17', { pattern: '{site}-{device}{seq}' })]), []);
  });
});
