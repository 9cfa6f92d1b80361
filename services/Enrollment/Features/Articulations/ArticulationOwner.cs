using Enrollment.Features.Pathways;
using Kernel.Data;

namespace Enrollment.Features.Articulations;

/// <summary>Who teaches the stages of one owner of the pathway, and in which major (D1).</summary>
/// <param name="Owner">The owner's key in the pathway, such as <c>from</c> or <c>school</c>.</param>
/// <param name="Institution">The institution.</param>
/// <param name="Major">The code of the major there.</param>
/// <param name="MajorName">The major's name.</param>
public sealed record ArticulationOwner(string Owner, string Institution, string Major, string MajorName)
{
    /// <summary>The owners of a draft: those of earlier stages, then the side before the transfer and the side after it.</summary>
    internal static IReadOnlyList<ArticulationOwner> Of(DraftArticulationRequest request, Pathway pathway) =>
    [
        .. request.Earlier.Select(earlier => new ArticulationOwner(
            earlier.Owner, earlier.Institution, earlier.Major, earlier.MajorName)),
        new(pathway.Owners[^2], request.FromInstitution, request.FromMajor, request.FromMajorName),
        new(pathway.Owners[^1], request.ToInstitution, request.ToMajor, request.ToMajorName),
    ];

    /// <summary>The same institutions and majors on another pathway, with the names of the last two majors edited.</summary>
    internal static IReadOnlyList<ArticulationOwner> Renamed(
        IReadOnlyList<ArticulationOwner> owners, EditArticulation.Request terms, Pathway pathway) =>
    [
        .. owners.SkipLast(2).Index().Select(owner => owner.Item with { Owner = pathway.Owners[owner.Index] }),
        owners[^2] with { Owner = pathway.Owners[^2], MajorName = terms.FromMajorName },
        owners[^1] with { Owner = pathway.Owners[^1], MajorName = terms.ToMajorName },
    ];
}

/// <summary>Owners as they are stored.</summary>
internal sealed record OwnerRow
{
    public Guid ArticulationId { get; init; }
    public string Owner { get; init; } = "";
    public string Institution { get; init; } = "";
    public string Major { get; init; } = "";
    public string MajorName { get; init; } = "";

    /// <summary>The owners of these articulations, for each in their order.</summary>
    public static async Task<ILookup<Guid, ArticulationOwner>> OfAsync(
        IReader reader, IReadOnlyList<Guid> articulations, CancellationToken ct) => (await reader.QueryAsync<OwnerRow>(
        """
        SELECT articulation_id, owner, institution, major, major_name
        FROM enrollment.articulation_owner
        WHERE articulation_id IN @articulations
        ORDER BY articulation_id, position
        """,
        new { articulations }, ct)).ToLookup(
            row => row.ArticulationId, row => new ArticulationOwner(row.Owner, row.Institution, row.Major, row.MajorName));

    /// <summary>Who teaches the stages of one owner.</summary>
    public static Task<OwnerRow> SingleAsync(IReader reader, Guid articulation, string owner) => reader.SingleAsync<OwnerRow>(
        """
        SELECT articulation_id, owner, institution, major, major_name
        FROM enrollment.articulation_owner
        WHERE articulation_id = @articulation AND owner = @owner
        """,
        new { articulation, owner });

    /// <summary>Keeps the owners of a draft in the place of those that it had.</summary>
    public static async Task KeepAsync(UnitOfWork work, Articulation draft)
    {
        await work.ExecuteAsync("DELETE FROM enrollment.articulation_owner WHERE articulation_id = @Id", new { draft.Id });
        foreach (var (index, owner) in draft.Owners.Index())
        {
            await work.ExecuteAsync(
                """
                INSERT INTO enrollment.articulation_owner (articulation_id, position, owner, institution, major, major_name)
                VALUES (@Id, @position, @Owner, @Institution, @Major, @MajorName)
                """,
                new { draft.Id, position = index + 1, owner.Owner, owner.Institution, owner.Major, owner.MajorName });
        }
    }
}
