using Kernel.Data;

namespace IndustryPartnership.Cooperation.Membership;

/// <summary>What consortia, bases and projects alike keep in tables of their own: members and tags.</summary>
internal sealed record JoinedParts(ILookup<Guid, Member> Members, IReadOnlyDictionary<Guid, Tags> Tags)
{
    public static async Task<JoinedParts> OfAsync(IReader reader, IReadOnlyList<Guid> ids, CancellationToken ct) =>
        new(await MemberRow.OfAsync(reader, ids, ct), await IndustryPartnership.Tags.OfAsync(reader, ids, ct));

    public IReadOnlyList<Member> MembersOf(Guid id) => [.. Members[id]];

    public Tags TagsOf(Guid id) => Tags.GetValueOrDefault(id, IndustryPartnership.Tags.None);
}
