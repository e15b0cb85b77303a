package org.elbow.influence;

/** Takes influences block by block, so that those of all pairs need not be held at once. */
@FunctionalInterface
public interface InfluenceConsumer {

    /**
     * Takes a block. Blocks come one after the other from the calling thread: for some test rows all blocks of training rows
     * in turn, then for the next test rows.
     *
     * @param firstTrain the index of the block's first training row
     * @param firstTest the index of the block's first test row
     * @param influence [training rows of the block, test rows of the block], the consumer's to keep
     */
    void accept(int firstTrain, int firstTest, float[][] influence);
}
