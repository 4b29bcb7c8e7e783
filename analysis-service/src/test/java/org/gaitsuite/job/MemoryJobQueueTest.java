package org.gaitsuite.job;

/** The contract, within one process. */
class MemoryJobQueueTest extends JobQueueContract {
    @Override
    JobQueue empty() {
        return new MemoryJobQueue(VISIBILITY);
    }
}
