import { sentenceOf } from '../api/problem';
import { type Upload, UploadCancelled, upload, type UploadFields } from '../api/upload';
import { messages } from '../messages';

/**
 * The upload that is under way, if any. It outlives the form, so that the person may look at other pages meanwhile.
 * Fires `change` after every change, and `accepted` with the id of the new analysis.
 */
class CurrentUpload extends EventTarget {
  file: File | null = null;
  sent = 0;
  /** Why the last upload was refused. */
  problem = '';
  /** What else there is to say of the last upload. */
  notice = '';
  private running: Upload | null = null;

  get isRunning(): boolean {
    return this.running !== null;
  }

  async start(file: File, fields: UploadFields): Promise<void> {
    this.forget();
    this.file = file;
    this.running = upload(file, fields, (bytes) => {
      this.sent = bytes;
      this.changed();
    });
    window.addEventListener('beforeunload', askBeforeLeaving);
    this.changed();
    try {
      const id = await this.running.done;
      this.dispatchEvent(new CustomEvent<string>('accepted', { detail: id }));
    } catch (thrown) {
      if (thrown instanceof UploadCancelled) {
        this.notice = messages.upload.cancelled;
      } else {
        this.problem = sentenceOf(thrown);
      }
    } finally {
      this.running = null;
      window.removeEventListener('beforeunload', askBeforeLeaving);
      this.changed();
    }
  }

  cancel(): void {
    this.running?.cancel();
  }

  /** Clears what was said of the last upload. */
  forget(): void {
    this.sent = 0;
    this.problem = '';
    this.notice = '';
  }

  private changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

/** Closing the page would break the upload off. */
const askBeforeLeaving = (event: BeforeUnloadEvent) => event.preventDefault();

export const currentUpload = new CurrentUpload();
