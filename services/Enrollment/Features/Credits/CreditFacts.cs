using Contracts.Enrollment;
using Contracts.IndustryPartnership;
using Enrollment.Features.Certificates;
using Enrollment.Features.Equivalences;
using Enrollment.Features.Learners;
using Kernel.Data;

namespace Enrollment.Features.Credits;

/// <summary>All that a learner's credit is judged from, as it is known, or was known on a day.</summary>
/// <param name="Links">The mapping that applies to the learner; before it, those that applied until it was known.</param>
/// <param name="Others">Agreed mappings that apply to other days of enrolment.</param>
/// <param name="Sources">What may earn credit.</param>
/// <param name="Decisions">What was decided about credit at risk.</param>
internal sealed record CreditFacts(
    IReadOnlyList<MappingLink> Links, IReadOnlyList<CreditMapping> Others, IReadOnlyList<CreditSource> Sources,
    IReadOnlyList<CreditDecision> Decisions)
{
    public IReadOnlyList<Judged> Judge() => CreditLedger.Of(Links, Sources, Decisions);

    /// <summary>The learner's credit, in tenths.</summary>
    public static async Task<int> EarnedAsync(IReader reader, Learner learner) =>
        (await OfAsync(reader, learner, null)).Judge().Sum(judged => judged.Credits);

    public static async Task<CreditFacts> OfAsync(IReader reader, Learner learner, DateOnly? knownOn, CancellationToken ct = default)
    {
        var agreed = (await CreditMappingRow.OfAsync(reader, learner.ArticulationId, ct))
            .Where(mapping => mapping.State == ProposalState.Agreed && (knownOn is null || mapping.DecidedOn <= knownOn)).ToList();
        var own = await reader.SingleAsync<OwnTerms>(
            "SELECT internship_credits, internship_credit_cap FROM enrollment.articulation WHERE id = @ArticulationId",
            new { learner.ArticulationId }, ct);
        var enrolments = await EnrolmentsAsync(reader, learner, knownOn, ct);
        var links = LinksOf(own.ToLink(), agreed, enrolments);
        var placements = await PlacementFact.OfAsync(reader, learner, knownOn, ct);
        var certificates = (await XCertificateRow.OfAsync(reader, learner.Id, ct))
            .Select(certificate => Source(certificate, knownOn)).OfType<CreditSource>();
        var modules = await ModulesAsync(reader, learner, enrolments, knownOn, ct);
        // A mapping of the same day was corrected by the one that applies.
        var others = agreed.Where(mapping => mapping.Number != links[^1].Number && mapping.AppliesFrom != links[^1].ValidFrom);
        return new(
            links, [.. others], [.. placements, .. certificates, .. modules], await DecisionsAsync(reader, learner.Id, knownOn, ct));
    }

    // Of those that began by the day of enrolment, the latest applies; of one day, the one that was agreed last. What applies may change
    // when a mapping is agreed, or when the day of enrolment is corrected.
    private static IReadOnlyList<MappingLink> LinksOf(
        MappingLink own, IReadOnlyList<CreditMapping> agreed, IReadOnlyList<EnrolmentKnown> enrolments)
    {
        List<MappingLink> links = [own];
        var moments = agreed.Select(mapping => mapping.DecidedAt!.Value).Concat(enrolments.Skip(1).Select(one => one.RecordedAt));
        foreach (var at in moments.Order())
        {
            var on = enrolments.LastOrDefault(one => one.RecordedAt <= at, enrolments[0]).EffectiveOn;
            var applies = agreed.Where(mapping => mapping.AppliesFrom <= on && mapping.DecidedAt <= at)
                .OrderBy(mapping => mapping.AppliesFrom).ThenBy(mapping => mapping.DecidedAt).ThenBy(mapping => mapping.Number)
                .LastOrDefault();
            if ((applies?.Number ?? own.Number) == links[^1].Number) continue;
            links.Add(applies is null ? own with { KnownAt = at } : new(applies.Number, applies.AppliesFrom!.Value, applies.Terms, at)
            {
                ByModule = applies.ByModule,
                IsLate = applies.Correction && applies.DecidedAt == at && at > enrolments[0].RecordedAt,
            });
        }
        return links;
    }

    // The days of enrolment as they were recorded and corrected, from the first.
    private static async Task<IReadOnlyList<EnrolmentKnown>> EnrolmentsAsync(
        IReader reader, Learner learner, DateOnly? knownOn, CancellationToken ct)
    {
        var known = await reader.QueryAsync<EnrolmentKnown>(
            """
            SELECT effective_on, recorded_at
            FROM enrollment.learner_fact
            WHERE learner_id = @Id
                AND version = 1
                AND (@knownOn IS NULL OR recorded_on <= @knownOn)
            ORDER BY seq
            """,
            new { learner.Id, knownOn }, ct);
        return known.Count > 0 ? known : [new() { EffectiveOn = learner.EnrolledOn }];
    }

    private static CreditSource? Source(XCertificate certificate, DateOnly? knownOn)
    {
        var known = certificate.Versions.Where(version => knownOn is null || version.RecordedOn <= knownOn).Select(Version).ToList();
        return known.Count == 0 ? null : new(CreditSource.XCertificate, certificate.Id, known);
    }

    private static SourceVersion Version(XCertificateVersion version) => new()
    {
        Version = version.Version,
        Bar = version.State == XCertificateState.Withdrawn ? CreditReason.Withdrawn : null,
        On = version.IssuedOn,
        RecordedAt = version.RecordedAt,
        Type = version.Type,
        Level = version.Level,
        HasAccount = version.Account is not null,
    };

    private static async Task<IReadOnlyList<CreditSource>> ModulesAsync(
        IReader reader, Learner learner, IReadOnlyList<EnrolmentKnown> enrolments, DateOnly? knownOn, CancellationToken ct)
    {
        var passed = await PassedModuleRow.OfAsync(reader, learner.Id, ct);
        var agreed = (await EquivalenceRow.OfAsync(reader, learner, ct))
            .Select(one => one.KnownOn(knownOn)).OfType<Equivalence>().ToList();
        return ModuleMatch.Of(
            [.. passed.Select(module => module.KnownOn(knownOn)).OfType<PassedModule>()],
            [.. enrolments.Select(one => (one.RecordedAt, EquivalenceInForce.Of(agreed, one.EffectiveOn)))]);
    }

    private static async Task<IReadOnlyList<CreditDecision>> DecisionsAsync(
        IReader reader, Guid learner, DateOnly? knownOn, CancellationToken ct) => await reader.QueryAsync<CreditDecision>(
        """
        SELECT id, source_kind, source_id, source_version, mapping, decision, recorded_at
        FROM enrollment.credit_decision
        WHERE learner_id = @learner
            AND (@knownOn IS NULL OR recorded_on <= @knownOn)
        ORDER BY seq
        """,
        new { learner, knownOn }, ct);

    private sealed record EnrolmentKnown
    {
        public DateOnly EffectiveOn { get; init; }
        public DateTimeOffset RecordedAt { get; init; }
    }

    private sealed record OwnTerms
    {
        public int InternshipCredits { get; init; }
        public int InternshipCreditCap { get; init; }

        // The articulation's own terms: each passed post internship, as often as the cap allows.
        public MappingLink ToLink() => new(
            0, DateOnly.MinValue,
            new()
            {
                Cap = InternshipCreditCap,
                Lines =
                [
                    new()
                    {
                        Code = "internship",
                        Source = CreditSource.Placement,
                        Module = PlacementKind.PostInternship,
                        Credits = InternshipCredits,
                    },
                ],
            },
            DateTimeOffset.MinValue);
    }
}
