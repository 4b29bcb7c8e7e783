import { isMeasured, type MeasuredParameter, type Parameter, type Side, type WithheldParameter } from '../api/types';
import { decimalsFor, number, unitText } from '../format';

/** The values of one parameter: of the left and right side, and of the whole walk. */
export interface ParameterGroup {
  name: string;
  unit: string;
  left?: MeasuredParameter;
  right?: MeasuredParameter;
  whole?: MeasuredParameter;
  withheld: WithheldParameter[];
}

/** Parameters of the same name together, in the order of their first appearance. */
export function grouped(parameters: readonly Parameter[]): ParameterGroup[] {
  const groups = new Map<string, ParameterGroup>();
  for (const parameter of parameters) {
    let group = groups.get(parameter.name);
    if (!group) {
      group = { name: parameter.name, unit: parameter.unit, withheld: [] };
      groups.set(parameter.name, group);
    }
    if (isMeasured(parameter)) {
      group[keyOf(parameter.side)] = parameter;
    } else {
      group.withheld.push(parameter);
    }
  }
  return [...groups.values()];
}

export function isGiven(group: ParameterGroup): boolean {
  return Boolean(group.left ?? group.right ?? group.whole);
}

function keyOf(side: Side | null): 'left' | 'right' | 'whole' {
  return side === 'LEFT' ? 'left' : side === 'RIGHT' ? 'right' : 'whole';
}

/** The value alone, with the decimals of its unit. */
export function valueText(parameter: MeasuredParameter): string {
  return number(parameter.value, decimalsFor(parameter.unit, parameter.value));
}

export function unitOf(parameter: { unit: string }): string {
  return unitText(parameter.unit);
}

/** The ends of the 95 % interval, or null where there is none. */
export function intervalEnds(parameter: MeasuredParameter): [string, string] | null {
  if (!parameter.ci95 || !parameter.ci95.every(Number.isFinite)) {
    return null;
  }
  const decimals = decimalsFor(parameter.unit, parameter.value);
  return [number(parameter.ci95[0], decimals), number(parameter.ci95[1], decimals)];
}
