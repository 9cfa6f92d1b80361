using Contracts.IndustryPartnership;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Http;

namespace FacultyCertification.Features.Applications;

/// <summary>The places of practice that this service knows, and the days on which practice there counts (D17).</summary>
/// <param name="Bases">The known bases.</param>
/// <param name="Periods">The days on which each base was approved.</param>
/// <param name="Kinds">The kinds of the known organisations.</param>
/// <param name="Agreements">
/// The days on which an agreement of the institution with each enterprise was in force; also of another one, while it employed the teacher.
/// </param>
internal sealed record KnownPlaces(
    IReadOnlySet<Guid> Bases, ILookup<Guid, Period> Periods, IReadOnlyDictionary<string, string> Kinds, ILookup<string, Period> Agreements)
{
    /// <summary>A known organisation that is not an enterprise; null if all are.</summary>
    public string? NotAnEnterprise => Kinds.Where(row => row.Value != OrganisationKind.Enterprise).Select(row => row.Key).FirstOrDefault();

    public static async Task<KnownPlaces> ReadAsync(
        IReader reader, Application application, IReadOnlyList<Guid> bases, IReadOnlyList<string> enterprises)
    {
        var known = await reader.QueryAsync<Guid>("SELECT id FROM faculty.base WHERE id IN @bases", new { bases });
        var periods = await reader.QueryAsync<BasePeriod>(
            "SELECT base_id, active_from, active_until FROM faculty.base_period WHERE base_id IN @bases", new { bases });
        var kinds = await reader.QueryAsync<Organisation>(
            "SELECT code, kind FROM faculty.institution WHERE code IN @enterprises", new { enterprises });
        var agreements = await reader.QueryAsync<Agreement>(
            """
            SELECT other.organisation, own.organisation AS institution, agreement.valid_from, agreement.valid_until,
                agreement.terminated_on, employment.employed_from, employment.last_day
            FROM faculty.employment AS employment
            INNER JOIN faculty.agreement_party AS own ON own.organisation = employment.institution
            INNER JOIN faculty.agreement AS agreement ON agreement.id = own.agreement_id
            INNER JOIN faculty.agreement_party AS other ON other.agreement_id = agreement.id AND other.organisation IN @enterprises
            WHERE employment.teacher_id = @TeacherId
            """,
            new { application.TeacherId, enterprises });
        return new(
            known.ToHashSet(),
            periods.ToLookup(row => row.BaseId, row => new Period(row.ActiveFrom, row.ActiveUntil)),
            kinds.ToDictionary(row => row.Code, row => row.Kind),
            agreements.ToLookup(
                row => row.Organisation, row => row.Institution == application.Institution ? row.InForce : row.WhileEmployed));
    }

    /// <summary>The days on which stated practice at its place counts.</summary>
    public IEnumerable<Period> Of(Evidence item) => item.BaseId is { } id ? Periods[id] : Agreements[item.Enterprise!];

    /// <summary>The first of these of which no news has arrived; null if all are known.</summary>
    public (Wording What, object Id)? Unknown(IEnumerable<Guid> bases, IReadOnlyList<string> enterprises) =>
        bases.Where(id => !Bases.Contains(id)).Select(id => ("base", (object)id))
            .Concat(enterprises.Where(code => !Kinds.ContainsKey(code)).Select(code => ("enterprise", (object)code)))
            .Concat(enterprises.Where(code => !Agreements.Contains(code)).Select(code => ("agreement with", (object)code)))
            .Cast<(string, object)?>().FirstOrDefault();

    private sealed record BasePeriod
    {
        public Guid BaseId { get; init; }
        public DateOnly ActiveFrom { get; init; }
        public DateOnly ActiveUntil { get; init; }
    }

    private sealed record Organisation
    {
        public string Code { get; init; } = "";
        public string Kind { get; init; } = "";
    }

    private sealed record Agreement
    {
        public string Organisation { get; init; } = "";
        public DateOnly ValidFrom { get; init; }
        public DateOnly ValidUntil { get; init; }
        public DateOnly? TerminatedOn { get; init; }
        public string Institution { get; init; } = "";
        public DateOnly EmployedFrom { get; init; }
        public DateOnly? LastDay { get; init; }

        /// <summary>Until the day before its termination, where that was before its last day.</summary>
        public Period InForce => new Period(ValidFrom, ValidUntil).Before(TerminatedOn);

        public Period WhileEmployed => InForce.And(new Employment(EmployedFrom, LastDay).Days);
    }
}
