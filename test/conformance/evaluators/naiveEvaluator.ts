import {
  naiveFamilies,
  naiveVerdict,
  sideOf,
  sideOutcomes,
} from '../naive/naiveVerdict';
import { Direction } from '../naive/objects';
import { Evaluator, Question } from './evaluator';
import { portsToAsk, rangesWhere } from './portRanges';

/** Asks the naive evaluator, which reads what a case says of its pods. */
export const naiveEvaluator: Evaluator = {
  name: 'the naive evaluator',
  read({ written }) {
    const side = (question: Question, direction: Direction) =>
      naiveFamilies(written, question).some(family =>
        sideOutcomes(written, sideOf(written, question, direction, family)).has(
          true,
        ),
      );
    const ports = portsToAsk(written);
    return {
      ask: question => ({
        allowed: naiveVerdict(written, question),
        egress: side(question, 'Egress'),
        ingress: side(question, 'Ingress'),
      }),
      allowedPorts: (from, to) =>
        rangesWhere(ports, (protocol, port) =>
          naiveVerdict(written, { from, to, protocol, port }),
        ),
    };
  },
};
