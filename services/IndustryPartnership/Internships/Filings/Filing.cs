using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Http;

namespace IndustryPartnership.Internships.Filings;

/// <summary>A special filing, as the authority recorded it (D28).</summary>
public sealed record Filing : IVersioned
{
    /// <summary>Its identity. Slots refer to it.</summary>
    public required Guid Id { get; init; }

    /// <summary>The authority that recorded and keeps it.</summary>
    public required string Authority { get; init; }

    /// <summary>The authority's number, unique in its records.</summary>
    public required string Number { get; init; }

    /// <summary>The school that it is for.</summary>
    public required string Institution { get; init; }

    /// <summary>The enterprise that it is for.</summary>
    public required string Enterprise { get; init; }

    /// <summary>The kind of post that it is for.</summary>
    public required string PostKind { get; init; }

    /// <summary>What it allows: conditions of work, <c>night-shift</c>, <c>rest-days</c>, <c>overtime</c>.</summary>
    public required IReadOnlyList<string> Allows { get; init; }

    /// <summary>The hours a day that it allows; null if it states none.</summary>
    public required decimal? HoursPerDay { get; init; }

    /// <summary>The hours a week that it allows; null if it states none.</summary>
    public required decimal? HoursPerWeek { get; init; }

    /// <summary>Its first day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Its last day.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>The first day on which it no longer holds, if it was ended early.</summary>
    public required DateOnly? EndedOn { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    internal string Path => $"/industry-partnership/v1/filings/{Id}";

    internal Filed ToFact() =>
        new(Id, Number, Institution, Enterprise, PostKind, Allows, HoursPerDay, HoursPerWeek, From,
        new Period(From, Until).Before(EndedOn).Until);

    // Next states. They judge nothing: the caller has judged.

    internal static Filing RecordedBy(string authority, RecordFiling.Request request) =>
        As(Guid.CreateVersion7(), authority, request, endedOn: null, version: 1);

    internal Filing CorrectedAs(RecordFiling.Request request, DateOnly? endedOn) => As(Id, Authority, request, endedOn, Version + 1);

    internal Filing EndedFrom(DateOnly day) => this with { EndedOn = day, Version = Version + 1 };

    // The stored form: each word once and in order, hours in hundredths.
    private static Filing As(Guid id, string authority, RecordFiling.Request request, DateOnly? endedOn, int version) => new()
    {
        Id = id,
        Authority = authority,
        Number = request.Number,
        Institution = request.Institution,
        Enterprise = request.Enterprise,
        PostKind = request.PostKind,
        Allows = SlotTerms.InOrder(request.Allows ?? []),
        HoursPerDay = FilingRow.Hundredths(request.HoursPerDay) / 100m,
        HoursPerWeek = FilingRow.Hundredths(request.HoursPerWeek) / 100m,
        From = request.From,
        Until = request.Until,
        EndedOn = endedOn,
        Version = version,
    };
}
