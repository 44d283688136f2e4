// What a member has marked, and what the selection rule still allows (protocol section 8). Nothing of it is ever stored.

/** How the ballot looks: `one` of several, `several` with a mark each, or `cumulative` with numbers. */
export function kindOf({ options, minimum, maximum }) {
    const isPlain = options.every(({ cap, weight }) => cap === 1 && weight === 1);
    if (isPlain && minimum === 1 && maximum === 1) return "one";
    return options.every(({ cap }) => cap === 1) ? "several" : "cumulative";
}

export class Choice {
    constructor(manifest) {
        this.options = manifest.options;
        this.minimum = manifest.minimum;
        this.maximum = manifest.maximum;
        this.kind = kindOf(manifest);
        this.values = this.options.map(() => 0);
    }

    /** Votes given so far; an option of weight w counts w. */
    get used() {
        return this.values.reduce((sum, value, i) => sum + value * this.options[i].weight, 0);
    }

    get left() {
        return this.maximum - this.used;
    }

    /** Whether a mark here leaves no room for any other: an abstention, as a rule. */
    isExclusive(i) {
        if (this.kind === "one") return false;
        const others = this.options.filter((_, j) => j !== i).map(({ weight }) => weight);
        return this.options[i].cap === 1 && this.options[i].weight + Math.min(...others) > this.maximum;
    }

    /** The exclusive option that is marked, or -1. */
    get exclusive() {
        return this.values.findIndex((value, i) => value > 0 && this.isExclusive(i));
    }

    /** The largest number that option i can have beside the other marks. */
    most(i) {
        const { cap, weight } = this.options[i];
        const room = this.maximum - (this.used - this.values[i] * weight);
        return Math.max(0, Math.min(cap, Math.floor(room / weight)));
    }

    /** Marks option i; returns whether other marks were taken away for it. */
    set(i, value) {
        const before = this.values.map((each, j) => (j === i ? 0 : each));
        const clears = this.kind === "one" || (value > 0 && this.isExclusive(i));
        const rest = clears ? before.map(() => 0) : before;
        this.values = rest;
        this.values[i] = Math.min(value, this.most(i));
        return clears && before.some((each) => each > 0);
    }

    get isAllowed() {
        return this.minimum <= this.used && this.used <= this.maximum;
    }

    /** The marks as they are read back: `[{label, value}]`. */
    get marked() {
        return this.options.map(({ label }, i) => ({ label, value: this.values[i] })).filter(({ value }) => value > 0);
    }

    forget() {
        this.values = this.options.map(() => 0);
    }
}
