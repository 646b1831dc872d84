/**
 * What can be done at a kiosk: forms, things to read about, and what the kiosk itself answers. Which procedure is what
 * follows from what it says of itself.
 */
import type { Published } from '../../spec/library.ts';
import type { SiteDocument } from '../../store/store.ts';
import { say, words } from '../words/words.ts';
import { hasDirections, tariffsOf } from './site-texts.ts';

const t = words({
  enquiry: ['查进度', 'Check progress'],
  enquirySay: ['凭编号和手机号', 'By number and phone'],
  directions: ['怎么走', 'Find your way'],
  directionsSay: ['楼栋、部门、路线', 'Buildings, offices, step-free'],
  tariffs: ['收费公示', 'Charges'],
  tariffsSay: ['公开的收费标准', 'Published rates'],
  scan: ['有邀请码', 'I have an invitation'],
  scanSay: ['住户发来的二维码', 'A code from a resident'],
  guide: ['要带什么、怎么办', 'What to bring, how it goes'],
});

export type Screens = 'enquiry' | 'directions' | 'tariffs' | 'scan';
/** What `fd-choose` tells. */
export type Choice =
  { readonly open: 'form' | 'guide'; readonly procedure: string } | { readonly open: Screens };

export interface Tile {
  readonly choice: Choice;
  readonly title: string;
  readonly about: string;
  readonly icon: string;
  readonly minutes?: number;
}

const mayOpen = ({ procedure }: Published): boolean => procedure.access.create.includes('visitor');

/** Forms that a visitor fills in, in card order. */
export function formTiles(procedures: readonly Published[]): Tile[] {
  return procedures
    .filter((one) => mayOpen(one) && !one.procedure.calls)
    .map(({ procedure }) => {
      const { icon = 'file-text', minutes } = procedure.surfaces.kiosk ?? {};
      return {
        choice: { open: 'form', procedure: procedure.id },
        title: say(procedure.title),
        about: say(procedure.about),
        icon,
        ...(minutes ? { minutes } : {}),
      };
    });
}

/** What is read, asked or looked up here. */
export function otherTiles(
  procedures: readonly Published[],
  site: SiteDocument | undefined,
  camera: boolean,
): Tile[] {
  const guides = procedures
    .filter((one) => !mayOpen(one) && one.procedure.guide)
    .map(({ procedure }): Tile => ({
      choice: { open: 'guide', procedure: procedure.id },
      title: say(procedure.title),
      about: say(procedure.about) || t.guide(),
      icon: procedure.surfaces.kiosk?.icon ?? 'clipboard-list',
    }));
  const canAsk = procedures.some(
    ({ procedure }) => procedure.number !== undefined && procedure.facets?.phone !== undefined,
  );
  const invites = procedures.some((one) => mayOpen(one) && takesInvitations(one));
  const own: readonly (readonly [boolean, Screens, string])[] = [
    [invites && camera, 'scan', 'qr-code'],
    [canAsk, 'enquiry', 'search'],
    [hasDirections(site), 'directions', 'map-pin'],
    [tariffsOf(site).length > 0, 'tariffs', 'receipt-text'],
  ];
  return [
    ...own
      .filter(([there]) => there)
      .map(([, open, icon]): Tile => ({
        choice: { open },
        title: t[open](),
        about: t[`${open}Say`](),
        icon,
      })),
    ...guides,
  ];
}

/** Whether a form can be filled in from the code of an invitation. */
function takesInvitations({ procedure }: Published): boolean {
  return procedure.sections.some(
    ({ at, items }) =>
      at === undefined && items.some((item) => item.type === 'ref' && item.copy !== undefined),
  );
}
