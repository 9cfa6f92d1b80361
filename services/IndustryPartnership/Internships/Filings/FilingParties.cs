using Contracts.IndustryPartnership;
using Kernel.Data;
using Kernel.Http;

namespace IndustryPartnership.Internships.Filings;

/// <summary>A filing names a registered school and a registered enterprise (D28).</summary>
internal static class FilingParties
{
    public static async Task<Refusal?> WhyNotAsync(UnitOfWork work, RecordFiling.Request request)
    {
        var codes = new[] { request.Institution, request.Enterprise };
        var kinds = (await work.QueryAsync<KindRow>("SELECT code, kind FROM partnership.organisation WHERE code IN @codes", new { codes }))
            .ToDictionary(row => row.Code, row => row.Kind);
        var isSchool = kinds.TryGetValue(request.Institution, out var school) && OrganisationKind.IsInstitution(school);
        var isEnterprise = kinds.TryGetValue(request.Enterprise, out var enterprise) && enterprise == OrganisationKind.Enterprise;
        return isSchool && isEnterprise ? null
            : Problems.FilingPartiesUnknown(isSchool ? null : request.Institution, isEnterprise ? null : request.Enterprise);
    }

    private sealed record KindRow
    {
        public string Code { get; init; } = "";
        public string Kind { get; init; } = "";
    }
}
