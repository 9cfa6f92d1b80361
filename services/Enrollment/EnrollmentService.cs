using Enrollment.Consumers;
using Enrollment.Features.Articulations;
using Enrollment.Features.Learners;
using Enrollment.Features.Pathways;
using Kernel.Hosting;
using Kernel.Messaging.CatchUp;

namespace Enrollment;

/// <summary>Pathways, articulations, learners and their credit: what this service adds to a host, and what it maps.</summary>
public static class EnrollmentService
{
    public const string Name = "enrollment";

    public static void AddEnrollment(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidation();
        builder.Services.AddOpenApi(Name, ApiDocument.Describe);
        builder.AddService(
            "enrollment",
            typeof(EnrollmentService).Assembly,
            consumers =>
            {
                consumers.AddConsumer<WhenOrganisationChanged>();
                consumers.AddConsumer<WhenAgreementChanged>();
                consumers.AddConsumer<WhenPlacementChanged>();
            },
            "industry-partnership/organisation", "industry-partnership/agreement", "industry-partnership/placement");
        builder.Services.AddSingleton(new StateSource("enrollment/articulation", ArticulationRow.StatesAsync));
        builder.Services.AddSingleton(new StateSource("enrollment/learner", LearnerRow.StatesAsync));
    }

    public static void MapEnrollment(this WebApplication app)
    {
        var api = app.MapApi(Problems.Catalogue);

        var pathways = api.MapGroup("").WithTags("Pathways");
        DefinePathway.Map(pathways);
        ReadPathways.Map(pathways);

        var articulations = api.MapGroup("").WithTags("Articulations");
        DraftArticulation.Map(articulations);
        EditArticulation.Map(articulations);
        ActivateArticulation.Map(articulations);
        CloseArticulation.Map(articulations);
        ReadArticulations.Map(articulations);

        var learners = api.MapGroup("").WithTags("Learners");
        EnrollLearner.Map(learners);
        WithdrawLearner.Map(learners);
        ReadLearners.Map(learners);
    }
}
