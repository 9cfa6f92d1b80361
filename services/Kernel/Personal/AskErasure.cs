using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kernel.Personal;

/// <summary>
/// A person asks for the erasure of their data, or the institution that holds the data asks with a reason (D44). What the institution asks
/// for is granted; what the person asks for is decided by the institution in good time.
/// </summary>
internal static class AskErasure
{
    /// <param name="Reason">Why; needed from the institution.</param>
    public sealed record Request([property: Text(400)] string? Reason = null);

    public static void Map(RouteGroupBuilder api, string[]? roles) => api.MapPost("/personal-data/{id:guid}/erasures", HandleAsync)
        .WithName(nameof(AskErasure)).WithSummary("Ask for the erasure of a person's data").AllowPersons(roles);

    private static async Task<Results<Created<Erasure>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, DataSubjects subjects, RetentionPacks packs, ServiceName service, Act act)
    {
        if (await subjects.FindAsync(work, id, act) is not { Subject.Erasure: { } owned, Seen: { } seen }) return CommonProblems.NotFound();
        if (!seen.IsSelf && seen.Institution != act.Caller.Org) return ErasureRoutes.NotTheInstitution();
        if (!seen.IsSelf && request.Reason is null) return ErasureProblems.NeedsReason();
        if (await owned.WhyNotAsync(work, id, act.Today) is { } refused) return refused;

        var periods = packs.Of(act.Today);
        var asked = new Erasure
        {
            Id = Guid.CreateVersion7(),
            PersonId = id,
            Institution = seen.Institution,
            AskedBy = seen.IsSelf ? Erasure.ByPerson : Erasure.ByInstitution,
            State = seen.IsSelf ? Erasure.Asked : Erasure.Granted,
            AskedOn = act.Today,
            DecideBy = act.Today.AddDays(periods.DecideWithinDays),
            DecidedOn = seen.IsSelf ? null : act.Today,
            DueOn = seen.IsSelf ? null : act.Today.AddDays(periods.CarryOutAfterDays),
            DoneOn = null,
            RefusedBy = null,
            Reason = request.Reason,
            Version = 1,
        };
        if (!await ErasureRow.TryAddAsync(work, asked, act)) return ErasureProblems.IsOpen();
        return await work.CommitAsync(TypedResults.Created($"/{service.Value}/v1/erasures/{asked.Id}", asked));
    }
}
