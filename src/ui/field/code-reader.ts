/** Reads codes in the picture of a camera. */

export interface CodeReader {
  detect(image: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
type DetectorClass = new (options?: { formats: readonly string[] }) => CodeReader;

/** The browser's reader if it knows the formats, else our own for QR codes. */
export async function codeReader(formats: readonly string[] | undefined): Promise<CodeReader> {
  const native = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  if (native)
    try {
      return formats ? new native({ formats }) : new native();
    } catch {
      // A reader that is there but knows none of these formats.
    }
  const { decodeQR } = await import('qr/decode.js');
  const canvas = new OffscreenCanvas(1, 1);
  return {
    async detect(video) {
      const scale = Math.min(1, 960 / Math.max(video.videoWidth, video.videoHeight));
      canvas.width = Math.round(video.videoWidth * scale);
      canvas.height = Math.round(video.videoHeight * scale);
      const pen = canvas.getContext('2d', { willReadFrequently: true });
      if (!pen) return [];
      pen.drawImage(video, 0, 0, canvas.width, canvas.height);
      try {
        return [{ rawValue: decodeQR(pen.getImageData(0, 0, canvas.width, canvas.height)) }];
      } catch {
        return []; // No code in this picture.
      }
    },
  };
}
