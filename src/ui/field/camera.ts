/** The device's camera in a `<video>`. */

export const hasCamera = (): boolean => Boolean(navigator.mediaDevices?.getUserMedia);

/** Starts it; the function given back stops it. undefined: there is none, or it is not allowed. */
export async function startCamera(video: HTMLVideoElement): Promise<(() => void) | undefined> {
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1080 } },
    });
  } catch {
    return undefined;
  }
  const stop = () => {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  video.srcObject = stream;
  try {
    await video.play();
  } catch {
    // Closed before the first picture came.
    stop();
    return undefined;
  }
  return stop;
}
