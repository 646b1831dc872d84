/**
 * Files that are there, whole, or not at all, whatever happens in between.
 */
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes a rename survive a power cut: the folder's own entry has to be on disk too. */
export function syncFolder(folder: string): void {
  // Windows has no handle for a folder; its rename is journalled.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Renames a finished file to its place. */
export function moveDurably(from: string, to: string): void {
  renameSync(from, to);
  syncFolder(dirname(to));
}

export function writeDurably(path: string, bytes: Uint8Array, mode = 0o600): void {
  const part = `${path}.${process.pid}.part`;
  const handle = openSync(part, 'w', mode);
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  moveDurably(part, path);
}
