using FacultyCertification.Consumers;
using FacultyCertification.Features.Certificates;
using FacultyCertification.Features.Decisions;
using FacultyCertification.Features.Figures;
using FacultyCertification.Features.Teachers;
using Kernel.Hosting;
using Kernel.Messaging.CatchUp;

namespace FacultyCertification;

/// <summary>Teachers, panels' decisions, dual-qualified certificates and their ratio: what this service adds to a host, and what it maps.</summary>
public static class FacultyCertificationService
{
    public const string Name = "faculty-certification";

    public static void AddFacultyCertification(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidation();
        builder.Services.AddOpenApi(Name, ApiDocument.Describe);
        builder.AddService("faculty", typeof(FacultyCertificationService).Assembly, bus => bus.AddConsumer<WhenOrganisationChanged>(), "industry-partnership/organisation");
        builder.Services.AddSingleton(new StateSource("faculty-certification/certificate", CertificateRow.StatesAsync));
        builder.Services.AddSingleton(new Sweep("certificate expiry", ExpireCertificates.RunAsync));
    }

    public static void MapFacultyCertification(this WebApplication app)
    {
        var api = app.MapApi(Problems.Catalogue);

        var teachers = api.MapGroup("").WithTags("Teachers");
        RegisterTeacher.Map(teachers);
        RecordDeparture.Map(teachers);
        ReadTeachers.Map(teachers);

        var decisions = api.MapGroup("").WithTags("Decisions");
        RecordDecision.Map(decisions);
        ReadDecisions.Map(decisions);

        var certificates = api.MapGroup("").WithTags("Certificates");
        RevokeCertificate.Map(certificates);
        ReadCertificates.Map(certificates);

        var figures = api.MapGroup("").WithTags("Figures");
        DualQualifiedRatio.Map(figures);
    }
}
