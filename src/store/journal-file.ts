/**
 * The journal's place: a file of the origin's private file system.
 */
const fileName = 'qiantai-journal';

/** undefined: there is no such file, no such file system, or no room. */
export async function journalFile(create = false): Promise<FileSystemFileHandle | undefined> {
  try {
    const directory = await navigator.storage.getDirectory();
    return await directory.getFileHandle(fileName, { create });
  } catch {
    return undefined;
  }
}

/** Makes the file while there is room. */
export async function prepareJournal(): Promise<void> {
  await journalFile(true);
}

/** Bytes that lie in it. */
export async function journalSize(): Promise<number> {
  return (await (await journalFile())?.getFile().catch(() => undefined))?.size ?? 0;
}
