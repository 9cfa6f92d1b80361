using Contracts.Enrollment;
using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;
using Kernel.Http;

namespace IndustryPartnership.Internships.Learners;

/// <summary>What this service knows about a learner, in order to place them.</summary>
internal sealed record LearnerRow
{
    public Guid Id { get; init; }
    public string Institution { get; init; } = "";
    public string? Person { get; init; }
    public DateOnly BirthDate { get; init; }
    public string Major { get; init; } = "";
    public string State { get; init; } = "";
    public int Stage { get; init; }
    public DateOnly? StageBeganOn { get; init; }

    /// <summary>The day that state, institution and stage are as of; null if they are the newest.</summary>
    public DateOnly? On { get; init; }

    /// <summary>The majors that an articulation links to the learner's (D36).</summary>
    public IReadOnlyList<string> ArticulatedMajors { get; init; } = [];

    public static async Task<LearnerRow?> FindAsync(IReader reader, Guid id)
    {
        var row = await reader.FindAsync<LearnerRow>(
            """
            SELECT l.id, l.institution, p.lookup AS person, b.value AS birth_date, l.major, l.state, l.stage, l.stage_began_on
            FROM partnership.learner l
            LEFT JOIN partnership.personal_value p ON p.id = l.person_id
            LEFT JOIN partnership.personal_value b ON b.id = l.birth_date_id
            WHERE l.id = @id
            """,
            new { id });
        return row is null ? null : await row.InAsync(reader, row.Major);
    }

    /// <summary>The learner of an application or a placement. Both began with the copy of this learner, which is never deleted.</summary>
    public static async Task<LearnerRow> HoldAsync(UnitOfWork work, Guid id) =>
        await FindAsync(work, id) ?? throw new InvalidOperationException($"There is no learner {id}.");

    /// <summary>Whether the learner was trained at an institution before. It knows them, and learns that they have left.</summary>
    public static async Task<bool> WasOfAsync(IReader reader, Guid id, string institution) => await reader.FindAsync<int?>(
        "SELECT 1 FROM partnership.learner_fact f WHERE f.learner_id = @id AND f.institution = @institution",
        new { id, institution }) is not null;

    /// <summary>
    /// The learner as of a day: state, institution, stage and major are those of the newest fact up to that day (D27, D36, D45).
    /// </summary>
    /// <remarks>Facts that stand take effect in the order of their versions. If none is known for the day, the newest one counts.</remarks>
    public async Task<LearnerRow> AsOfAsync(IReader reader, DateOnly day)
    {
        var facts = await reader.QueryAsync<FactRow>(
            """
            SELECT f.version, f.institution, f.state, f.stage, f.major, f.happened_on FROM partnership.learner_course f
            WHERE f.learner_id = @Id AND f.happened_on <= @day ORDER BY f.version
            """,
            new { Id, day });
        if (facts.Count == 0) return this with { On = day };
        var last = facts[^1];
        // A fact from before majors were kept does not tell one.
        var then = last.Major is { } major && major != Major ? await InAsync(reader, major) : this;
        return then with
        {
            Institution = last.Institution,
            State = last.State,
            Stage = last.Stage,
            StageBeganOn = last.Stage == Stage ? StageBeganOn : FactRow.Began(facts, last.Stage),
            On = day,
        };
    }

    /// <summary>
    /// Why the learner cannot take a place in the slot: training or institution (D5), major (D36), filings (D28), age or stage (D27), or
    /// insurance (D35). Age, stage and insurance refuse only if they do so on every day that is left.
    /// </summary>
    /// <param name="packs">The packs.</param>
    /// <param name="slot">What the slot states.</param>
    /// <param name="institution">The institution that would place the learner.</param>
    /// <param name="from">The first day on which the learner might begin.</param>
    public Refusal? WhyNot(RulePacks packs, SlotFacts slot, string institution, DateOnly from) =>
        WhyNotInTraining(institution) ?? Problems.NotFor(
            Judge(packs, slot, slot.EndsOn, from, _ => "notBefore", limits => LiabilityInsurance.JudgeDays(slot, from, limits)));

    /// <summary>Why the learner cannot begin anything at an institution: not in training, on leave, or transferred (D5, D45).</summary>
    public Refusal? WhyNotInTraining(string institution) =>
        !LearnerState.InTraining.Contains(State) || Institution != institution
            ? Problems.LearnerNotInTraining(State, institution, On)
            : null;

    /// <summary>What the slot's pack says about a learner who begins on a day; nothing if no pack governs or binds the slot.</summary>
    public IReadOnlyList<RuleVerdict> Judge(RulePacks packs, SlotFacts slot, DateOnly startedOn, Func<DateOnly, string> member) =>
        Judge(packs, slot, startedOn, startedOn, member, limits => LiabilityInsurance.JudgeStart(slot, startedOn, limits, member));

    // A filing must hold from the first day on which the learner might begin.
    private IReadOnlyList<RuleVerdict> Judge(
        RulePacks packs, SlotFacts slot, DateOnly startedOn, DateOnly filedFrom, Func<DateOnly, string> member,
        Func<LiabilityInsurance.Limits, Verdict> insured)
    {
        if (packs.Of(slot.LawOn) is not { } pack || !packs.Binds(pack, slot)) return [];
        var verdicts = new List<RuleVerdict>();
        if (packs.LimitsOf<MajorMatch.Limits>(pack, MajorMatch.Name) is { } near)
        {
            verdicts.Add(new(MajorMatch.Name, MajorMatch.Judge(Major, slot.Terms.Majors, near, ArticulatedMajors)));
        }
        if (packs.LimitsOf<HardWork.Limits>(pack, HardWork.Name) is { } work)
        {
            verdicts.Add(new(HardWork.Name, HardWork.JudgePlace(slot, Institution, filedFrom, work)));
        }
        if (packs.LimitsOf<ProtectedYouth.Limits>(pack, ProtectedYouth.Name) is { } youth)
        {
            // A slot may set a higher minimum age than its pack.
            var age = youth with { MinimumAge = Math.Max(youth.MinimumAge, slot.Terms.MinimumAge ?? 0) };
            verdicts.Add(new(ProtectedYouth.Name, ProtectedYouth.JudgeStart(BirthDate, startedOn, age, member)));
            verdicts.Add(new(ProtectedYouth.FirstYear, ProtectedYouth.JudgeStage(Stage, StageBeganOn, startedOn, youth, member)));
        }
        if (packs.LimitsOf<LiabilityInsurance.Limits>(pack, LiabilityInsurance.Name) is { } insurance)
        {
            verdicts.Add(new(LiabilityInsurance.Name, insured(insurance)));
        }
        return verdicts;
    }

    private async Task<LearnerRow> InAsync(IReader reader, string major) => this with
    {
        Major = major,
        ArticulatedMajors = await reader.QueryAsync<string>(
            "SELECT DISTINCT near FROM partnership.near_major WHERE major = @major ORDER BY near", new { major }),
    };

    private sealed record FactRow
    {
        public int Version { get; init; }
        public string Institution { get; init; } = "";
        public string State { get; init; } = "";
        public int Stage { get; init; }
        public string? Major { get; init; }
        public DateOnly HappenedOn { get; init; }

        /// <summary>The day of the first fact of a stage; null if facts before it may be unknown.</summary>
        public static DateOnly? Began(IReadOnlyList<FactRow> facts, int stage)
        {
            var first = facts.First(fact => fact.Stage == stage);
            return first.Version == 1 || first != facts[0] ? first.HappenedOn : null;
        }
    }
}
