import { bytes } from '../format';
import { messages } from '../messages';

export const MAX_UPLOAD_BYTES = 2 * 1024 ** 3;

const EXTENSIONS = /\.(mp4|m4v|mov|qt|webm|mkv|avi|c3d|trc|json|zip)$/i;

/**
 * What the file dialog offers: videos, and keypoints or markers of other programs. Extensions stand beside the type because some systems
 * know no type for MOV, AVI or C3D.
 */
export const ACCEPT = 'video/*,.mp4,.m4v,.mov,.webm,.mkv,.avi,.c3d,.trc,.json,.zip';

/** The sentence that says why a file cannot be uploaded, or an empty one. The server looks again, at the content. */
export function objectionTo(file: Pick<File, 'name' | 'type' | 'size'>): string {
  if (!file.type.startsWith('video/') && !EXTENSIONS.test(file.name)) {
    return messages.upload.notAVideo(file.name);
  }
  if (file.size === 0) {
    return messages.upload.empty(file.name);
  }
  return file.size > MAX_UPLOAD_BYTES ? messages.upload.tooLarge(bytes(file.size)) : '';
}
