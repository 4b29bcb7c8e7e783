import { isMeasured, type MeasuredParameter, type Parameter, type Side } from '../api/types';
import { humanised } from '../format';
import { messages } from '../messages';

export type SectionName = 'lengths' | 'times' | 'angles' | 'symmetry' | 'variability' | 'profile' | 'other';
/** The ending of a name that tells what is measured of a quantity. */
export type Measure = '_symmetry' | '_symmetry_angle' | '_symmetry_ratio' | '_symmetry_log_ratio' | '_sd' | '_cv' | '_timing';

/** The measures that are read side by side, a column each. */
export const COLUMNS: Partial<Record<SectionName, readonly Measure[]>> = {
  symmetry: ['_symmetry', '_symmetry_angle', '_symmetry_ratio', '_symmetry_log_ratio'],
  variability: ['_sd', '_cv'],
};

/** What is read first comes first. */
export const SECTIONS: readonly SectionName[] = ['lengths', 'times', 'angles', 'symmetry', 'variability', 'profile', 'other'];

/** Names of a kind, so that a parameter that this page does not know yet finds its section too. */
const KINDS: readonly (readonly [SectionName, RegExp])[] = [
  ['lengths', /^cadence$|_(speed|length|width|clearance)$/],
  ['times', /_(time|percent)$/],
  ['symmetry', /symmetry|coordination_index$/],
  ['variability', /variability/],
  ['profile', /_(gps|map)(_|$)/],
];

/** From the hip down, then up to the arms. */
const JOINTS = ['hip', 'knee', 'ankle', 'pelvis', 'trunk', 'shoulder', 'elbow'];

/** Where a parameter stands: its section, the row of its quantity, and the measure of it, if it is not the quantity itself. */
export interface Place {
  section: SectionName;
  quantity: string;
  measure: Measure | null;
}

export function placeOf({ name, unit, side }: Parameter): Place {
  for (const section of SECTIONS) {
    const measure = COLUMNS[section]?.find((ending) => name.endsWith(ending));
    if (measure && side === null) {
      return { section, quantity: name.slice(0, -measure.length), measure };
    }
  }
  if (name.endsWith('_timing')) {
    return { section: 'angles', quantity: name.slice(0, -'_timing'.length), measure: '_timing' };
  }
  const section = KINDS.find(([, names]) => names.test(name))?.[0] ?? (unit === 'deg' ? 'angles' : 'other');
  return { section, quantity: name, measure: null };
}

/** The words for a quantity; a name that the catalogue does not have is made readable. */
export function quantityName(quantity: string): string {
  return messages.parameterNames[quantity] ?? humanised(quantity);
}

/** The words for a parameter by itself. */
export function nameOf(place: Place): string {
  const quantity = quantityName(place.quantity);
  return place.measure ? messages.ofMeasure(quantity, messages.measures[place.measure]) : quantity;
}

/** The values of one quantity in one section, by measure and side. */
export class Row {
  private readonly values = new Map<string, MeasuredParameter>();

  constructor(readonly quantity: string) {}

  put(measure: Measure | null, parameter: MeasuredParameter): void {
    this.values.set(`${measure} ${parameter.side}`, parameter);
  }

  /** Whether it has measures of its quantity that are read side by side. */
  get isMeasuredSeveralWays(): boolean {
    return Object.values(COLUMNS).flat().some((measure) => this.at(measure, null));
  }

  at(measure: Measure | null, side: Side | null): MeasuredParameter | undefined {
    return this.values.get(`${measure} ${side}`);
  }
}

/** The measured parameters as rows of their sections; a section without any is left out. */
export function measuredSections(parameters: readonly Parameter[]): [SectionName, Row[]][] {
  const sections = new Map<SectionName, Map<string, Row>>();
  for (const parameter of parameters.filter(isMeasured)) {
    const { section, quantity, measure } = placeOf(parameter);
    const rows = sections.get(section) ?? new Map<string, Row>();
    const row = rows.get(quantity) ?? new Row(quantity);
    row.put(measure, parameter);
    sections.set(section, rows.set(quantity, row));
  }
  return SECTIONS.flatMap((section) => {
    const rows = sections.get(section);
    return rows ? [[section, inOrder(section, [...rows.values()])] satisfies [SectionName, Row[]]] : [];
  });
}

function inOrder(section: SectionName, rows: Row[]): Row[] {
  const rank = ({ quantity }: Row) => {
    const joint = JOINTS.findIndex((name) => quantity.startsWith(name));
    return joint < 0 ? JOINTS.length : joint;
  };
  return section === 'angles' ? rows.sort((a, b) => rank(a) - rank(b)) : rows;
}
