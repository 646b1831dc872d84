/**
 * The sync core's way to the server, over fetch. Frozen bytes are concatenated into the request as they are.
 */
import type { Reply, Transport } from '../sync/ports.ts';
import { pullReply, pushReply } from '../sync/protocol.ts';
import { troubleOf } from './api.ts';
import type { Api } from './api.ts';

const chunk = 512 * 1024;

export function transportOver(api: Api): Transport {
  return {
    push(request, changes) {
      const head = JSON.stringify(request).slice(0, -1);
      return api.post('/api/sync/push', `${head},"changes":[${changes.join(',')}]}`, pushReply);
    },
    pull: (request) => api.post('/api/sync/pull', JSON.stringify(request), pullReply),
    blob: (sha, bytes, sealed) => sendBlob(api, sha, bytes, sealed),
  };
}

async function sendBlob(
  api: Api,
  sha: string,
  bytes: Uint8Array,
  sealed: boolean,
): Promise<Reply<null>> {
  const path = `/api/blobs/${sha}`;
  const marks: Record<string, string> = sealed ? { 'x-sealed': '1' } : {};
  const head = await api.send({ method: 'HEAD', path, headers: marks });
  if (!head || (!head.ok && head.status !== 404)) return { ok: false, trouble: troubleOf(head) };
  if (head.ok && isWhole(head, bytes.length)) return { ok: true, value: null };
  let offset = head.ok ? offsetOf(head) : 0;
  // A server that answers with an offset that does not grow is not taking it: give up until the next cycle.
  while (offset < bytes.length) {
    const part = bytes.subarray(offset, offset + chunk);
    const answer = await api.send({
      method: 'PATCH',
      path,
      bytes: part,
      headers: {
        ...marks,
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(offset),
        'upload-length': String(bytes.length),
      },
    });
    if (!answer?.ok) return { ok: false, trouble: troubleOf(answer) };
    const next = answer.headers.has('upload-offset') ? offsetOf(answer) : offset + part.length;
    if (next <= offset) return { ok: false, trouble: { kind: 'offline' } };
    offset = next;
  }
  return { ok: true, value: null };
}

const offsetOf = (response: Response): number =>
  Number(response.headers.get('upload-offset') ?? 0) || 0;

/** The server has all of it; of a sealed one it keeps the plain bytes, which are fewer. */
function isWhole(head: Response, length: number): boolean {
  const { headers } = head;
  if (/^(\?1|1|true)$/.test(headers.get('upload-complete') ?? '')) return true;
  const total = headers.get('upload-length');
  return (
    offsetOf(head) >= length ||
    (total !== null &&
      total !== '0' &&
      total === headers.get('upload-offset') &&
      Number(total) === length)
  );
}
