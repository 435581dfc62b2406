export {
  describeOutcome,
  judgeProbe,
  type ProbeEvidence,
  type ProbeJudgement,
} from './judgeProbe';
