using Contracts;
using IndustryPartnership.Cooperation;
using IndustryPartnership.Cooperation.Changes;
using IndustryPartnership.Cooperation.Organisations;
using IndustryPartnership.Internships;
using IndustryPartnership.Internships.Applications;
using IndustryPartnership.Internships.Changes;
using IndustryPartnership.Internships.Learners;
using IndustryPartnership.Internships.Placements;
using Kernel.Data;
using Kernel.Document;
using Kernel.Hosting;
using Kernel.Http;
using Kernel.Personal;

namespace IndustryPartnership;

/// <summary>What this service adds to a host and maps: two modules on one schema. Internships rest on cooperation.</summary>
public static class IndustryPartnershipService
{
    public const string Name = "industry-partnership";

    /// <summary>All refusals of this service. The modules define them.</summary>
    internal static ProblemCatalogue Problems { get; } = new(Name);

    public static void AddIndustryPartnership(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidation();
        builder.Services.AddOpenApi(Name, ApiDocument.Describe);
        builder.Services.AddSingleton(PartnershipWords.All);
        builder.AddService(
            "partnership",
            typeof(IndustryPartnershipService).Assembly,
            consumers =>
            {
                consumers.AddCooperation();
                consumers.AddInternships();
            },
            "enrollment/learner", "enrollment/articulation", "faculty-certification/practice", "faculty-certification/certificate",
            "faculty-certification/teacher");
        builder.Services.AddSingleton(new RolesByKind(
            Roles.Kinds, (db, org, ct) =>
                db.FindAsync<string>("SELECT kind FROM partnership.organisation WHERE code = @org", new { org }, ct)));
        builder.AddFigures(Metrics.All);
        builder.AddChanges([.. CooperationChanges.Kinds, .. InternshipChanges.Kinds], (reader, codes) => reader.QueryAsync<string>(
            "SELECT code FROM partnership.organisation WHERE code IN @codes AND state = 'closed'", new { codes }));
        builder.Services.AddCooperation();
        builder.AddInternships();
        builder.AddPersonalData(
            RetentionPacks.Load(typeof(IndustryPartnershipService).Assembly, builder.Configuration), LearnerData.Subject,
            MentorData.Subject, ContactData.Subject);
        builder.AddImports(ImportedStaffCounts.Kind, ImportedApplications.Kind, ImportedAcceptances.Kind);
    }

    public static void MapIndustryPartnership(this WebApplication app)
    {
        Cooperation.Problems.Define();
        Internships.Problems.Define();
        var api = app.MapApi(Problems);
        api.MapCooperation();
        api.MapInternships();
    }
}
