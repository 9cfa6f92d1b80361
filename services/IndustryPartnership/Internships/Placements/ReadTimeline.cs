using Contracts.IndustryPartnership;
using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Placements;

/// <summary>A placement's history by day, across the three services and the four kinds of party, from this service's data (S21).</summary>
public static class ReadTimeline
{
    /// <param name="PlacementId">The placement.</param>
    /// <param name="Parties">The organisations of all entries, by kind, each sorted by code.</param>
    /// <param name="Entries">What happened, oldest first.</param>
    public sealed record Timeline(
        Guid PlacementId, IReadOnlyDictionary<string, IReadOnlyList<string>> Parties, IReadOnlyList<Entry> Entries);

    /// <param name="On">Its day.</param>
    /// <param name="RecordedAt">The moment of recording, UTC, if known.</param>
    /// <param name="Service">The service that recorded it: <c>enrollment</c>, <c>faculty-certification</c> or
    /// <c>industry-partnership</c>.</param>
    /// <param name="Organisation">The code of the organisation that did it, or that the learner or teacher belongs to.</param>
    /// <param name="PartyKind">That organisation's kind: <c>secondary-school</c>, <c>vocational-college</c>, <c>university</c>,
    /// <c>enterprise</c> or another; null if it is not registered here.</param>
    /// <param name="What">What happened, in words.</param>
    /// <param name="Reference">
    /// The thing concerned: the learner, articulation, agreement, slot, application, placement, change of it, certificate, teacher or
    /// filing.
    /// </param>
    /// <param name="Version">The version of that thing, or the revision of the agreement's text, if kept.</param>
    public sealed record Entry(
        DateOnly On, DateTimeOffset? RecordedAt,
        [property: OneOf("enrollment", "faculty-certification", "industry-partnership")] string Service, string Organisation,
        [property: OneOf(typeof(OrganisationKind))] string? PartyKind, string What, Guid Reference, int? Version);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/placements/{id:guid}/timeline", HandleAsync)
        .WithName("GetPlacementTimeline").WithSummary("Read the timeline of a placement, by day").Allow(ReadPlacements.Readers);

    private static async Task<Results<Ok<Timeline>, Refusal>> HandleAsync(
        Guid id, Db db, Caller caller, RulePacks packs, Today today, CancellationToken ct)
    {
        if (await PlacementRow.FindAsync(db, id, Viewer.Of(caller), ct) is not { } placement) return CommonProblems.NotFound();
        var rows = await TimelineRow.ReadAsync(db, packs, placement, today.Value, ct);
        var kinds = (await db.QueryAsync<KindRow>(
            """
            SELECT code, kind
            FROM partnership.organisation
            WHERE code IN @codes
            """,
            new { codes = rows.Select(row => row.Organisation).Distinct() },
            ct)).ToDictionary(row => row.Code, row => row.Kind);
        var entries = rows.OrderBy(row => row.HappenedOn).ThenBy(row => row.Rank).ThenBy(row => row.Version).ThenBy(
            row => row.Organisation, StringComparer.Ordinal).ThenBy(row => row.What, StringComparer.Ordinal).ThenBy(row => row.Reference)
            .Select(row => new Entry(
                row.HappenedOn,
                row.RecordedAt,
                row.Service,
                row.Organisation,
                kinds.GetValueOrDefault(row.Organisation),
                row.What,
                row.Reference,
                row.Version)).ToList();
        var parties = entries.Where(entry => entry.PartyKind is not null).GroupBy(entry => entry.PartyKind!, entry => entry.Organisation)
            .OrderBy(kind => kind.Key, StringComparer.Ordinal).ToDictionary(kind => kind.Key, kind => (IReadOnlyList<string>)[.. kind
                .Distinct()
                .Order(StringComparer.Ordinal)]);
        return TypedResults.Ok(new Timeline(id, parties, entries));
    }

    private sealed record KindRow
    {
        public string Code { get; init; } = "";
        public string Kind { get; init; } = "";
    }
}
