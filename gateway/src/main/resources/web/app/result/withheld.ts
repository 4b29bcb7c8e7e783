import { isMeasured, type Parameter, type Side, type WithheldParameter } from '../api/types';
import { messages } from '../messages';
import { nameOf, type Place, placeOf, quantityName, SECTIONS, type SectionName } from './parameter-sections';

/** What is not given for one and the same reason. */
export interface WithheldReason {
  reason: string;
  /** How many names there are in the sections. */
  count: number;
  sections: { section: SectionName; names: string[] }[];
}

/** Reasons in the order of their first appearance; the measures of a quantity under one name. */
export function withheldByReason(parameters: readonly Parameter[]): WithheldReason[] {
  const reasons = new Map<string, WithheldParameter[]>();
  for (const parameter of parameters) {
    if (!isMeasured(parameter)) {
      reasons.set(parameter.withheld, [...(reasons.get(parameter.withheld) ?? []), parameter]);
    }
  }
  return [...reasons].map(([reason, withheld]) => {
    const sections = SECTIONS.map((section) => ({ section, names: namesIn(section, withheld) })).filter(({ names }) => names.length > 0);
    return { reason, sections, count: sections.reduce((sum, { names }) => sum + names.length, 0) };
  });
}

function namesIn(section: SectionName, withheld: readonly WithheldParameter[]): string[] {
  const quantities = new Map<string, { place: Place; side: Side | null }[]>();
  for (const parameter of withheld) {
    const place = placeOf(parameter);
    if (place.section === section) {
      quantities.set(place.quantity, [...(quantities.get(place.quantity) ?? []), { place, side: parameter.side }]);
    }
  }
  return [...quantities].map(([quantity, all]) => {
    const [first] = all;
    const measures = new Set(all.map(({ place }) => place.measure));
    const name = first && measures.size === 1 ? nameOf(first.place) : (messages.allMeasures[section]?.(quantityName(quantity)) ?? quantityName(quantity));
    return withSide(name, new Set(all.map(({ side }) => side)));
  });
}

/** The side is told only where the other one has not the same fate. */
function withSide(name: string, sides: ReadonlySet<Side | null>): string {
  const [side] = sides;
  return sides.size === 1 && side ? messages.result.ofSide(name, messages.result.sides[side]) : name;
}
