/**
 * What a new site begins with; a supervisor changes it later. No buildings: those are the site's own.
 */
import type { SiteDocument } from '../sync/documents.ts';

type Start = Pick<SiteDocument, 'settings' | 'buildings' | 'departments' | 'shifts' | 'hours'>;

const office: [string, string][] = [['08:30', '18:00']];

export const starterSite: Start = {
  settings: {},
  buildings: [],
  departments: [
    { id: 'service', name: { 'zh-CN': '客服部', en: 'Customer service' } },
    { id: 'engineering', name: { 'zh-CN': '工程部', en: 'Engineering' } },
    { id: 'security', name: { 'zh-CN': '秩序部', en: 'Security' } },
    { id: 'cleaning', name: { 'zh-CN': '保洁部', en: 'Cleaning' } },
    { id: 'greening', name: { 'zh-CN': '绿化部', en: 'Greenery' } },
    { id: 'finance', name: { 'zh-CN': '财务部', en: 'Finance' } },
  ],
  shifts: [
    { id: 'early', name: { 'zh-CN': '早班', en: 'Early shift' }, start: '07:00', end: '15:00' },
    { id: 'middle', name: { 'zh-CN': '中班', en: 'Middle shift' }, start: '15:00', end: '23:00' },
    { id: 'night', name: { 'zh-CN': '夜班', en: 'Night shift' }, start: '23:00', end: '07:00' },
  ],
  hours: Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, office])),
};
