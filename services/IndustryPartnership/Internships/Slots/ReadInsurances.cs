using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Slots;

/// <summary>Whoever sees a slot reads all records of its insurances (D35), also as known on a day (D43).</summary>
public static class ReadInsurances
{
    /// <param name="Items">The records, oldest first.</param>
    public sealed record Response(IReadOnlyList<Record> Items);

    /// <summary>One record of a slot's insurances.</summary>
    /// <param name="Insurance">The policy, as it was recorded.</param>
    /// <param name="RecordedBy">The organisation that recorded it.</param>
    /// <param name="SlotVersion">The slot's version after the record.</param>
    /// <param name="IsCurrent">Whether it is the newest record of a policy that was not annulled.</param>
    /// <param name="What"><c>recorded</c>, <c>corrected</c> (it replaces a wrong record) or <c>annulled</c> (the policy covers no
    /// day).</param>
    /// <param name="RecordedOn">The business date on which it was recorded; null if that was not kept.</param>
    public sealed record Record(
        Insurance Insurance, string RecordedBy, int SlotVersion, bool IsCurrent,
        [property: OneOf("recorded", "corrected", "annulled")] string What, DateOnly? RecordedOn);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/slots/{id:guid}/insurances", ListAsync).WithName("ListInsurances")
        .WithSummary("Read all records of a slot's insurances, also as known on a day");

    private static async Task<Results<Ok<Response>, Refusal>> ListAsync(
        Guid id, Db db, Caller caller, Today today, CancellationToken ct, DateOnly? knownOn = null)
    {
        if (await SlotRow.FindAsync(db, id, Viewer.Of(caller), today.Value, ct) is null) return CommonProblems.NotFound();
        var rows = await InsuranceRow.OfAsync(db, id, ct);
        List<InsuranceRow> known = [.. rows.Where(row => knownOn is null || row.RecordedOn is null || row.RecordedOn <= knownOn)];
        var current = InsuranceRow.Current(known).Select(row => row.Seq).ToHashSet();
        return TypedResults.Ok(new Response(
        [
            .. known.Select(row => new Record(
                row.Show(), row.RecordedBy, row.SlotVersion, current.Contains(row.Seq), row.What, row.RecordedOn)),
        ]));
    }
}
