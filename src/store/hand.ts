/**
 * In whose name this device writes.
 */
import type { Form } from '../form/compile.ts';
import { siteOf } from './site-document.ts';
import type { DeviceClock } from './clock.ts';
import { newId } from './new-id.ts';
import type { Hand } from './plan.ts';
import type { TabSession } from './session.ts';
import type { Writer } from './writer.ts';

export interface HandOptions {
  readonly writer: Writer;
  readonly clock: DeviceClock;
  readonly session: TabSession;
}

/** Whose hand writes now; undefined: nobody is signed in on a device that needs it. An emergency does not wait for that. */
export async function handOf(
  { writer, clock, session }: HandOptions,
  form?: Form,
): Promise<Hand | undefined> {
  const { device } = writer.identity;
  const kiosk = device.surface === 'kiosk';
  const by = kiosk ? undefined : session.author();
  if (!kiosk && !by && !form?.procedure.emergency) return undefined;
  const site = await siteOf(writer.db);
  return {
    device,
    site: { code: site?.code ?? '', zone: site?.zone ?? 'Asia/Shanghai' },
    clock,
    author: by?.author ?? null,
    who: {
      staff: by?.staff.id ?? null,
      roles: by?.staff.roles ?? (kiosk ? ['visitor'] : []),
      surface: device.surface,
    },
    newId,
  };
}
