import { noticed } from './client';
import { problemOf, unreachable } from './problem';

/** Who of several people is meant: who is at a place, in shares of the picture from its upper left corner, at a time of the video. */
export interface PersonAt {
  timeSeconds: number;
  x: number;
  y: number;
}

/** What the person says about the walk; what is left out is left to the analysis. */
export interface UploadFields {
  heightMetres: number | null;
  name: string;
  /** Null where the analysis is to find the walker. */
  person: PersonAt | null;
  surface: 'automatic' | 'overground' | 'treadmill';
}

export interface Upload {
  /** The id of the accepted analysis; rejects with an ApiProblem, or with UploadCancelled when cancelled. */
  done: Promise<string>;
  cancel(): void;
}

export class UploadCancelled extends Error {}

/**
 * Sends a video with progress, which `fetch` cannot tell.
 *
 * @param onSent told the bytes that have left the browser
 */
export function upload(file: File, fields: UploadFields, onSent: (bytes: number) => void): Upload {
  const transfer = new XMLHttpRequest();
  const done = new Promise<string>((resolve, reject) => {
    transfer.upload.onprogress = (event) => onSent(event.loaded);
    transfer.onerror = () => reject(unreachable());
    transfer.onabort = () => reject(new UploadCancelled());
    transfer.onload = () => {
      if (transfer.status < 200 || transfer.status > 299) {
        reject(noticed(problemOf(transfer.status, transfer.getResponseHeader('Content-Type'), transfer.responseText)));
        return;
      }
      const id = acceptedId(transfer);
      if (id) {
        resolve(id);
      } else {
        reject(problemOf(transfer.status, null, ''));
      }
    };
  });
  transfer.open('POST', `/v1/analyses?${queryOf(fields)}`);
  transfer.setRequestHeader('Accept', 'application/json');
  transfer.setRequestHeader('Content-Type', file.type.startsWith('video/') ? file.type : 'application/octet-stream');
  transfer.send(file);
  return { done, cancel: () => transfer.abort() };
}

function queryOf(fields: UploadFields): URLSearchParams {
  const query = new URLSearchParams();
  if (fields.heightMetres !== null) {
    query.set('height', fields.heightMetres.toFixed(3));
  }
  if (fields.name.trim()) {
    query.set('name', fields.name.trim());
  }
  if (fields.person) {
    query.set('person', [fields.person.timeSeconds, fields.person.x, fields.person.y].map((part) => part.toFixed(3)).join(','));
  }
  if (fields.surface !== 'automatic') {
    query.set('surface', fields.surface);
  }
  return query;
}

function acceptedId(transfer: XMLHttpRequest): string | null {
  const location = transfer.getResponseHeader('Location');
  const lastPart = location?.split('/').pop();
  if (lastPart) {
    return decodeURIComponent(lastPart);
  }
  try {
    return (JSON.parse(transfer.responseText) as { id?: string }).id ?? null;
  } catch {
    return null;
  }
}

