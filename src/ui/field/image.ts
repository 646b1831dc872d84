/** Pictures made small and plain: at most 1600 px on a side, drawn anew as JPEG, so that place and device data go. */

const largest = 1600;

/** Width and height that fit into `largest`, never larger than they were. */
export function fitted(width: number, height: number): readonly [number, number] {
  const scale = Math.min(1, largest / Math.max(width, height));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

/** JPEG bytes of a picture; undefined when it cannot be read as one. */
export async function jpegOf(source: Blob | HTMLVideoElement): Promise<Uint8Array | undefined> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(source);
  } catch {
    return undefined;
  }
  const [width, height] = fitted(bitmap.width, bitmap.height);
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext('2d');
  if (!pen) return undefined;
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, width, height);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.82 });
  return new Uint8Array(await blob.arrayBuffer());
}
