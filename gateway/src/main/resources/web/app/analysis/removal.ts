import { api } from '../api/client';
import { type Analysis, isFinal } from '../api/types';
import { messages } from '../messages';
import type { ConfirmDialog } from '../shell/confirm-dialog';

/**
 * Asks, then cancels an analysis that is under way or erases one that has ended.
 *
 * @returns whether the person agreed and the server did it
 */
export async function removeAfterAsking(dialog: ConfirmDialog, analysis: Analysis): Promise<boolean> {
  const name = analysis.name || messages.list.unnamed;
  const texts = messages.confirm;
  const agreed = await dialog.ask(
    isFinal(analysis.state)
      ? { title: texts.deleteTitle, text: texts.deleteText(name), action: texts.deleteDo }
      : { title: texts.cancelTitle, text: texts.cancelText(name), action: texts.cancelDo },
  );
  if (agreed) {
    await api.remove(analysis.id);
  }
  return agreed;
}
