using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;

namespace IndustryPartnership.Internships.Placements;

/// <summary>
/// A stored consent or signature. The party is stored by its part, since an organisation's code could equal the word for a person.
/// </summary>
internal static class ActRow
{
    public const string Consent = "consent";
    public const string Signature = "signature";
    public const string Refusal = "refusal";

    /// <summary>The statement that there is neither guardian nor parent.</summary>
    public const string NoGuardian = "no-guardian";

    public const string OfInstitution = "institution";
    public const string OfEnterprise = "enterprise";

    /// <summary>Stores an act that a party does only once.</summary>
    /// <param name="work">The transaction, which holds the placement.</param>
    /// <param name="placement">The placement.</param>
    /// <param name="kind">The kind of act.</param>
    /// <param name="party">The party's part.</param>
    /// <param name="given">The details to store.</param>
    /// <param name="act">Who records it.</param>
    /// <param name="relation">For a guardian: the relation to the learner.</param>
    /// <returns>False if the party has already done it.</returns>
    public static Task<bool> TryAddAsync(
        UnitOfWork work, Guid placement, string kind, string party, PlacementAct given, Act act, string? relation = null) =>
        work.TryInsertAsync(
            """
            INSERT INTO partnership.placement_act (placement_id, kind, party, acted_on, document_hash, relation, signatory, actor,
                recorded_at)
            VALUES (@placement, @kind, @party, @On, @ScanHash, @relation, @Signatory, @Actor, @Now)
            """,
            new { placement, kind, party, given.On, given.ScanHash, relation, given.Signatory, act.Caller.Actor, act.Now });

    /// <summary>Stores a signature, which a party gives only once.</summary>
    /// <param name="work">The transaction, which holds the placement.</param>
    /// <param name="placement">The placement.</param>
    /// <param name="party">The party's part; null for a co-signatory.</param>
    /// <param name="given">The details to store.</param>
    /// <param name="act">Who records it.</param>
    /// <returns>False if the party has already signed.</returns>
    public static async Task<bool> TrySignAsync(
        UnitOfWork work, Guid placement, string? party, PlacementAct given, Act act) => party is null
        ? await work.ExecuteAsync(
            """
            UPDATE partnership.placement_cosignatory SET signed_on = @On, signatory = @Signatory, scan_hash = @ScanHash
            WHERE placement_id = @placement AND organisation = @By AND signed_on IS NULL
            """,
            new { placement, given.By, given.On, given.Signatory, given.ScanHash }) == 1
        : await TryAddAsync(work, placement, Signature, party, given, act);

    /// <summary>The account behind a signature; null on paper, where the signatory is named, and for a learner or a co-signatory.</summary>
    public static string? SignedBy(string? party, string? scanHash, string? actor) =>
        scanHash is null && party is (OfInstitution or OfEnterprise) ? actor : null;

    /// <summary>The part in which an organisation or the learner acts; null for a co-signatory.</summary>
    public static string? PartyOf(Placement placement, Viewer viewer) =>
        viewer.IsLearner ? InformedConsent.Learner
        : viewer.Org == placement.Institution ? OfInstitution
        : viewer.Org == placement.Enterprise ? OfEnterprise : null;
}
