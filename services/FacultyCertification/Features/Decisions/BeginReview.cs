using System.ComponentModel.DataAnnotations;
using Contracts;
using FacultyCertification.Features.Applications;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Decisions;

/// <summary>A panel's session takes submitted applications of its institution under review, all of them or none (D16).</summary>
public static class BeginReview
{
    /// <param name="ApplicationIds">The applications, 1 to 500.</param>
    public sealed record Request([property: MinLength(1), MaxLength(500)] IReadOnlyList<Guid> ApplicationIds) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
            ApplicationIds.Distinct().Count() == ApplicationIds.Count
                ? []
                : [new ValidationResult("Name each application once.", [nameof(ApplicationIds)])];
    }

    /// <param name="ApplicationIds">The applications that are now under review.</param>
    public sealed record Response(IReadOnlyList<Guid> ApplicationIds);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/reviews", HandleAsync)
        .WithName(nameof(BeginReview)).WithSummary("Take submitted applications under review").Allow(Roles.Panel);

    private static async Task<Results<Ok<Response>, Refusal>> HandleAsync(Request request, UnitOfWork work, Act act)
    {
        var ids = request.ApplicationIds;
        var applications = await ApplicationRow.HoldAllAsync(work, ids, act.Viewer());
        var ready = applications.Where(application => application.State == ApplicationState.Submitted).ToList();
        if (ready.Count < ids.Count) return Problems.ApplicationsNotReady(ids, applications, ready, ApplicationState.Submitted);

        foreach (var application in ready) await ApplicationRow.RecordAsync(work, application.Reviewed(), "taken under review", act);
        return await work.CommitAsync(TypedResults.Ok(new Response(ids)));
    }
}
