/**
 * What a device asks the server and does not keep. Without a network the problem is `offline`.
 */
import { callState, linkReply, standing } from '../sync/visitor.ts';
import { statisticsReply } from '../sync/statistics.ts';
import type { Api } from './api.ts';
import type { Store } from './store.ts';

export type Questions = Pick<Store, 'enquire' | 'callState' | 'inviteLink' | 'statistics'>;

export function questionsOf(api: Api): Questions {
  const post = (path: string, body: unknown) =>
    ({ method: 'POST', path, json: JSON.stringify(body) }) as const;
  return {
    enquire: (number, last4) => api.ask(post('/api/enquiry', { number, last4 }), standing),
    callState: (entry) => api.ask(post('/api/call', { entry }), callState),
    inviteLink: (entry) => api.ask(post('/api/invitation', { entry }), linkReply),
    statistics: (request) => api.ask(post('/api/statistics', request), statisticsReply),
  };
}
