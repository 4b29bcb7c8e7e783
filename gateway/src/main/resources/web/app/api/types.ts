/** The JSON of the public API, as this page reads it. Times are seconds, angles degrees, lengths metres. */

export type AnalysisState = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
export type Stage = 'queued' | 'decoding' | 'pose' | 'gait' | 'artefacts';
export type Side = 'LEFT' | 'RIGHT';

export interface Account {
  id: string;
  login: string;
  name?: string | null;
  roles: string[];
  /** False where its owner comes in by an organisation's provider; older services do not say. */
  has_password?: boolean;
}

export interface Session {
  expires_at: string;
  account: Account;
}

export type Scope = 'analyses:read' | 'analyses:write' | 'operations';

/** An API token without its secret. */
export interface Token {
  id: string;
  name: string;
  scopes: Scope[];
  created_at: string;
  expires_at: string;
}

export interface IssuedToken extends Token {
  /** The secret. No other answer has it. */
  token: string;
}

export interface TokenList {
  items: Token[];
}

/** RFC 9457 problem document. */
export interface Problem {
  type: string;
  title: string;
  status?: number;
  detail?: string;
  request_id?: string;
}

export interface Progress {
  stage: Stage;
  /** 0..1 of the whole analysis. */
  fraction: number;
}

export interface Artefact {
  name: string;
  href: string;
  content_type: string;
}

export interface Analysis {
  id: string;
  state: AnalysisState;
  attempt: number;
  name?: string | null;
  created_at: string;
  started_at?: string | null;
  finished_at?: string | null;
  progress?: Progress | null;
  failure?: Problem | null;
  input?: { size_bytes: number; content_type: string; sha256: string } | null;
  /** Only of a succeeded analysis, and not in lists. */
  result?: Result | null;
  artefacts?: Artefact[] | null;
}

export interface AnalysisList {
  items: Analysis[];
  next_cursor?: string | null;
}

export interface GaitEvent {
  type: 'HEEL_STRIKE' | 'TOE_OFF';
  side: Side;
  time_s: number;
  confidence: number;
}

export interface MeasuredParameter {
  name: string;
  unit: string;
  side: Side | null;
  value: number;
  /** Absent where one stride alone was seen. */
  ci95?: [number, number] | null;
  sd?: number | null;
  n: number;
}

export interface WithheldParameter {
  name: string;
  unit: string;
  side: Side | null;
  /** Why the parameter is not given. */
  withheld: string;
}

export type Parameter = MeasuredParameter | WithheldParameter;

export interface Curve {
  name: string;
  side: Side;
  unit: string;
  /** 101 values for 0..100 % of the gait cycle; null where nothing was seen. */
  mean: (number | null)[];
  sd: (number | null)[];
  n: number;
}

export interface Quality {
  usable: boolean;
  notes: string[];
  repaired_swaps: number;
  gap_fraction: number;
}

/** Somebody who was seen in a video. */
export interface PersonSeen {
  analysed: boolean;
  /** What the parameter `person` takes to have this person analysed. */
  person: string;
}

/** `result.json`, schema `gait-result/1`. */
export interface Result {
  schema: string;
  input: {
    kind: string;
    frames: number;
    frame_rate_hz: number;
    view: string;
    walking_direction: string;
    duration_s?: number;
  };
  method: { estimator: string; model?: string | null; version?: string | null };
  /** Only of videos, and not in older results. */
  people?: PersonSeen[];
  events: GaitEvent[];
  parameters: Parameter[];
  curves: Curve[];
  quality: Quality;
}

export function isMeasured(parameter: Parameter): parameter is MeasuredParameter {
  return 'value' in parameter && typeof parameter.value === 'number';
}

export function isFinal(state: AnalysisState): boolean {
  return state === 'SUCCEEDED' || state === 'FAILED' || state === 'CANCELLED';
}

/** Length of the recording in seconds of the walk, which a slow-motion film plays more slowly. */
export function durationOf(result: Result): number {
  const { duration_s: duration, frames, frame_rate_hz: rate } = result.input;
  const lastEvent = Math.max(0, ...result.events.map((event) => event.time_s));
  return Math.max(duration ?? (rate > 0 ? frames / rate : 0), lastEvent);
}

/** How one may log in here. */
export interface WaysIn {
  password_login: boolean;
  registration: boolean;
  providers: { name: string; login: string }[];
}
